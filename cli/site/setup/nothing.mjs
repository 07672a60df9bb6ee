// Stands for modules of Node in the page: OpenJPEG's program asks for them, and on Node only uses them.
export default {};
