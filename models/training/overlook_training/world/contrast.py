"""The losses between image embeddings and texts that the joint and the language stage have in common."""
from __future__ import annotations

import torch
import torch.nn.functional as F

from .bank import SET_OFFSET
from .draws import Draws
from .state import SETS
from .texts import any_of


class Contrast(Draws):
    def shared_losses(self, image, classes, sets, texts, fitting, meaning_rows, counts) -> dict[str, torch.Tensor]:
        """Losses of a step between image embeddings and texts. `fitting` [captions, images] 0/1."""
        t, scale = self.bank.t, self.model.logit_scale()
        e = self.language_parts(texts)
        caption = e["caption"]
        target = fitting / fitting.sum(1, keepdim=True)
        logits = scale * caption @ image.T
        back = fitting[:, : len(caption)].T
        losses = {"caption": (F.cross_entropy(logits, target) + F.cross_entropy(logits[:, : len(caption)].T, back / back.sum(1, keepdim=True).clamp(min=1))) / 2}
        prompt = []
        for s in SETS:
            low = SET_OFFSET[s]
            mine = (sets == SETS.index(s)) & (classes >= (low if s != "scene" else 0))
            if s == "scene":
                mine &= classes >= low
            if mine.any():
                prompt.append(F.cross_entropy(scale * image[mine] @ e[f"{s}_prompts"].T, classes[mine] - low, label_smoothing=0.05) * (1.0 if s != "scene" else 0.4))
        losses["prompt"] = sum(prompt)
        own, open_ = t["meaning_own"][meaning_rows], t["meaning_open"][meaning_rows]
        good, aside = own[:, classes], open_[:, classes]
        losses["meaning"] = any_of(scale * e["meaning"] @ image.T, good, aside)
        # the word teacher learns from the same images, and the text tower from the teacher
        rows = torch.cat([texts["meaning"], texts["caption"]])
        taught = self.words(self.bank.embedded_words(rows))
        n = len(meaning_rows)
        frozen = image.detach()
        losses["teacher"] = any_of(scale.detach() * taught[:n] @ frozen.T, good, aside) + 0.5 * F.cross_entropy(scale.detach() * taught[n:] @ frozen.T, target)
        with torch.no_grad():
            self.words.eval()
            wanted = self.words(self.bank.embedded_words(texts["open"]))
            self.words.train()
            known = self.bank.embedded_words(texts["open"]).norm(dim=1) > 0
        losses["open_words"] = (1 - (e["open"] * wanted).sum(1))[known].mean()
        same = texts["right"][:, None] == texts["right"][None]
        pair = F.cross_entropy(20 * e["left"] @ e["right"].T, same.float() / same.sum(1, keepdim=True))
        losses["pair"] = pair
        cls = t["sentences"][self.sentence_rows, 1].long()
        known = cls >= 0
        sent = e["sentence"][known]
        wanted_cls = cls[known][:, None] == classes[None]
        losses["sentence"] = any_of(scale * sent @ image.T, wanted_cls, self.near_classes[cls[known]][:, classes])
        return losses
