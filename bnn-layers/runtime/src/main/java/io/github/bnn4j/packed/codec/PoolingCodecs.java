package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;

/** Layers that make one value of several pixels, channel by channel. */
final class PoolingCodecs {

    static final List<LayerCodec<?>> ALL = List.of(
            LayerCodec.of(
                    12,
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
                    }),
            LayerCodec.of(
                    13,
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
                    }),
            LayerCodec.of(
                    19,
                    2,
                    FloatMaxPooling.class,
                    (pooling, out) -> {
                        out.u32(pooling.inputImage().channels());
                        ShapeCodec.write(pooling.window(), out);
                    },
                    in -> new FloatMaxPooling(in.channels(), ShapeCodec.window(in))),
            LayerCodec.of(
                    20,
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
                    }));

    private PoolingCodecs() {}
}
