package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Window;

/** Layers that make one value of several pixels, channel by channel. */
final class PoolingCodecs {

    private PoolingCodecs() {}

    /** Returns null for what is not of this family. */
    static LayerCodec<?> numbered(int number) {
        return switch (number) {
            case 12 ->
                LayerCodec.of(
                        number,
                        1,
                        MaxPooling.class,
                        (pooling, out) -> {
                            out.u32(pooling.inputImage().channels());
                            ShapeCodec.write(pooling.window(), out);
                            out.longs(pooling.inverted());
                        },
                        in -> {
                            int channels = in.channels();
                            Window window = ShapeCodec.window(in);
                            return new MaxPooling(
                                    channels, window, in.longs(BitMatrix.wordsFor(channels), "inverted channels"));
                        });
            case 13 ->
                LayerCodec.of(
                        number,
                        1,
                        GlobalAveragePooling.class,
                        (pooling, out) -> {
                            ShapeCodec.write(pooling.inputImage(), out);
                            out.doubles(pooling.scale());
                            out.doubles(pooling.offset());
                        },
                        in -> {
                            ImageShape image = ShapeCodec.image(in);
                            double[] scale = in.doubles(image.channels(), "scales");
                            return new GlobalAveragePooling(image, scale, in.doubles(image.channels(), "offsets"));
                        });
            case 19 ->
                LayerCodec.of(
                        number,
                        2,
                        FloatMaxPooling.class,
                        (pooling, out) -> {
                            out.u32(pooling.inputImage().channels());
                            ShapeCodec.write(pooling.window(), out);
                        },
                        in -> new FloatMaxPooling(in.channels(), ShapeCodec.window(in)));
            case 20 ->
                LayerCodec.of(
                        number,
                        2,
                        AveragePooling.class,
                        (pooling, out) -> {
                            out.u8(pooling.paddingCounts() ? 1 : 0);
                            out.zeros(3);
                            out.u32(pooling.inputImage().channels());
                            ShapeCodec.write(pooling.window(), out);
                        },
                        in -> {
                            boolean paddingCounts = in.bit("whether padding counts");
                            in.zeros(3);
                            int channels = in.channels();
                            return new AveragePooling(channels, ShapeCodec.window(in), paddingCounts);
                        });
            default -> null;
        };
    }
}
