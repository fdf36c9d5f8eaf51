package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Arrays;
import java.util.List;

/**
 * The example that a network is given, channel after channel: bytes as such, which a {@link Scale} turns into the numbers that
 * they stand for, signs, or floats.
 *
 * @param encoding of the example
 */
public record Example(InputEncoding encoding) implements Operation {

    /** Returns the numbers that examples stand for: what bytes are, the encoding says; floats and signs are taken as they are. */
    public static Node scaled(InputEncoding encoding) {
        return scaled(encoding, encoding.type() == ValueType.BYTES ? encoding.scaling() : InputScale.of(1, 0));
    }

    /**
     * Returns the numbers that examples stand for. One scale for each value takes them as a vector, whose image is made again.
     *
     * @param meaning what bytes stand for, or what is done with floats first
     */
    public static Node scaled(InputEncoding encoding, InputScale meaning) {
        Node given = Node.of("The input", new Example(encoding));
        if (encoding.type() != ValueType.BYTES && meaning.equals(InputScale.of(1, 0))) {
            return given;
        }
        double[] offsets = meaning.offsets();
        if (meaning.count() == 1) {
            return given.because(Scale.of(Scaling.uniform(meaning.scale(0), offsets[0], encoding.channels())), given);
        }
        Scale each = Scale.of(new Scaling(
                meaning.scales(), offsets, Arrays.stream(offsets).map(Math::abs).toArray()));
        if (meaning.count() == encoding.channels()) {
            return given.because(each, given);
        }
        Node vector = given.because(each, given.because(new Flattening(false), given));
        return given.because(new Unflattening(encoding.image()), vector);
    }

    @Override
    public ImageShape shape(List<ImageShape> inputs) {
        return encoding.image();
    }

    @Override
    public ValueType type(List<ValueType> inputs) {
        return encoding.type();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor, Node node) {
        return visitor.visit(this, node);
    }
}
