package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads what joins the channels of several values. */
final class Joins {

    private Joins() {}

    static OnnxValue concatenation(Call call) {
        List<Node> nodes = new ArrayList<>();
        Signal first = call.signal(0);
        int axis = call.axis(call.integer("axis", 1), first.axes().rank());
        for (int i = 0; i < call.inputs().size(); i++) {
            Signal value = call.signal(i);
            boolean alike =
                    value.axes().rank() == first.axes().rank() && value.axes().isAs(axis, Axes.CHANNELS, value.shape());
            for (int other = 0; other < first.axes().rank() && alike; other++) {
                alike = other == axis
                        || value.axes().at(other) == first.axes().at(other)
                        || value.axes().size(other, value.shape()) == 1
                                && first.axes().size(other, first.shape()) == 1;
            }
            if (!alike) {
                throw call.refused("it joins values of shapes " + first.axes().describe(first.shape()) + " and "
                        + value.axes().describe(value.shape()) + ", axes "
                        + first.axes().labels() + " and "
                        + value.axes().labels() + ", along axis " + axis + "; channels can be joined");
            }
            nodes.add(value.node());
        }
        StringBuilder labels = new StringBuilder(first.axes().labels().replace(Axes.CHANNELS, Axes.ONE));
        labels.setCharAt(axis, Axes.CHANNELS);
        // By way of the call, so that what comes of it is no more than what is allowed.
        Node joined = call.node(new Concatenation(), nodes.toArray(Node[]::new));
        return new Signal(joined, new Axes(labels.toString()));
    }
}
