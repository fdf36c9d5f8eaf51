package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.Multiply;
import io.github.bnn4j.packed.layer.ValueType;

/** Layers that take the values of several others. */
final class CombinationCodecs {

    private CombinationCodecs() {}

    /** Returns null for what is not of this family. */
    static LayerCodec<?> numbered(int number) {
        return switch (number) {
            case 14 ->
                LayerCodec.of(
                        number,
                        2,
                        Add.class,
                        (sum, out) -> {
                            out.u32(sum.sources());
                            out.u32(sum.inputs());
                        },
                        in -> new Add(in.size("count of sources", 2), in.inputs()));
            case 15 ->
                LayerCodec.of(
                        number,
                        2,
                        Multiply.class,
                        (product, out) -> {
                            out.u32(product.sources());
                            out.u32(product.inputs());
                        },
                        in -> new Multiply(in.size("count of sources", 2), in.inputs()));
            case 16 ->
                LayerCodec.of(
                        number,
                        2,
                        Concatenate.class,
                        (joined, out) -> {
                            out.u8(ValueTypeCode.of(joined.inputType()));
                            out.zeros(3);
                            out.u32(joined.pixels());
                            out.u32(joined.sources());
                            out.ints(joined.features());
                        },
                        in -> {
                            ValueType type = ValueTypeCode.type(in.u8("value type"));
                            in.zeros(3);
                            int pixels = in.pixels();
                            int sources = in.size("count of sources", 2);
                            return new Concatenate(type, pixels, in.ints(sources, "features"));
                        });
            default -> null;
        };
    }
}
