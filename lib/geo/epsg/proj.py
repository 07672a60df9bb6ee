"""Asks PROJ (libproj, by ctypes) for many coordinate systems in one process.

stdin: JSON [{"code": 28992, "points": [[lon, lat], ...]}, ...], points in WGS84 inside of the area of use.
stdout: JSON, for each: {"words": proj4's words or null, "grid": [[x, y], ...], "ground": [[lon, lat], ...]}, where
`ground` is what PROJ makes of `grid`, by the shift that it holds for the best without grids.
"""
import ctypes
import ctypes.util
import json
import sys

PROJ = ctypes.CDLL(ctypes.util.find_library('proj'))


class Coord(ctypes.Structure):
    _fields_ = [('v', ctypes.c_double * 4)]


def declare(name, result, *arguments):
    function = getattr(PROJ, name)
    function.restype, function.argtypes = result, arguments
    return function


P, S, I = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
create = declare('proj_create', P, P, S)
as_words = declare('proj_as_proj_string', S, P, P, I, P)
to_wgs84 = declare('proj_create_crs_to_crs', P, P, S, S, P)
normalize = declare('proj_normalize_for_visualization', P, P, P)
trans = declare('proj_trans', Coord, P, I, Coord)
destroy = declare('proj_destroy', P, P)
log_level = declare('proj_log_level', I, P, I)
log_level(None, 0)


def moved(operation, direction, point):
    found = trans(operation, direction, Coord((point[0], point[1], 0.0, float('inf'))))
    x, y = found.v[0], found.v[1]
    return [x, y] if abs(x) < 1e30 and abs(y) < 1e30 else None


def answer(code, points):
    crs = create(None, f'EPSG:{code}'.encode())
    if not crs:
        return None
    words = as_words(None, crs, 1, None)
    destroy(crs)
    raw = to_wgs84(None, f'EPSG:{code}'.encode(), b'EPSG:4326', None)
    if not raw or not words:
        return None
    operation = normalize(None, raw)
    grid = [moved(operation, -1, point) for point in points]
    ground = [at and moved(operation, 1, at) for at in grid]
    destroy(operation)
    destroy(raw)
    if any(at is None for at in grid + ground):
        return None
    return {'words': words.decode(), 'grid': grid, 'ground': ground}


json.dump([answer(one['code'], one['points']) for one in json.load(sys.stdin)], sys.stdout)
