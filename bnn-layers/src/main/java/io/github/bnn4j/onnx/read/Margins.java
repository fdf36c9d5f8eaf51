package io.github.bnn4j.onnx.read;

/** Reads what adds a margin to images. */
final class Margins {

    private Margins() {}

    static OnnxValue pad(Call call) {
        Dynamic value = call.dynamic(0);
        String mode = call.text("mode", "constant");
        int[] pads = call.has(1) ? call.integers(1) : call.integers("pads");
        int rank = value.axes().rank();
        if (!mode.equals("constant") || pads == null || call.has(3) || pads.length != 2 * rank) {
            throw call.refused("it pads in the mode " + mode + ", with " + (pads == null ? 0 : pads.length)
                    + " pads for " + rank + " axes; a constant for all axes is supported");
        }
        double padding = call.has(2) ? call.number(2) : call.number("value", 0);
        int[] sides = new int[4];
        for (int axis = 0; axis < rank; axis++) {
            int before = pads[axis];
            int behind = pads[axis + rank];
            int place = "HW".indexOf(value.axes().at(axis));
            if (before < 0 || behind < 0 || place < 0 && (before > 0 || behind > 0)) {
                throw call.refused("it pads axis " + axis + " of values with the axes "
                        + value.axes().labels() + " by " + before + " and " + behind
                        + "; rows and columns of images can be padded");
            }
            if (place >= 0) {
                sides[place] = before;
                sides[place + 2] = behind;
            }
        }
        Margin margin = new Margin(sides[0], sides[1], sides[2], sides[3]);
        if (margin.isNone()) {
            return value;
        }
        if (value instanceof Padded padded && padded.value() == padding) {
            return new Padded(padded.image(), padded.margin().plus(margin), padding);
        }
        Padded padded = new Padded(value.signal(call), margin, padding);
        padded.shape();
        return padded;
    }
}
