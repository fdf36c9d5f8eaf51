package io.github.bnn4j.onnx.read;

/** Reads what a network ends in: the number of the class that has the highest score. */
final class Ends {

    private Ends() {}

    static OnnxValue top(Call call) {
        if (call.integer("largest", 1) == 0) {
            throw call.refused("it takes the class of the lowest score");
        }
        return winner(call, call.integer("axis", -1));
    }

    static OnnxValue argMax(Call call) {
        return winner(call, call.integer("axis", 0));
    }

    private static OnnxValue winner(Call call, int axis) {
        Signal scores = call.signal(0);
        int counted = call.axis(axis, scores.axes().rank());
        if (scores.axes().size(counted, scores.shape()) != scores.shape().size()) {
            throw call.refused("it takes the greatest along axis " + axis + " of values of shape "
                    + scores.axes().describe(scores.shape()) + "; that of all values of an example is supported");
        }
        return new Winner(scores);
    }
}
