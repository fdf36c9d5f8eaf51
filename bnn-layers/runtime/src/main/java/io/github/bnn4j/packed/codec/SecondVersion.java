package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.format.Wiring;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads and writes what follows the length in files of version 2: layers that name the values that they take. */
final class SecondVersion {

    private SecondVersion() {}

    static void write(PackedContent content, LittleEndian out) throws IOException {
        InputEncoding input = content.input();
        out.u8(ValueTypeCode.of(input.type()));
        out.u8(content.threshold().isPresent() ? 1 : 0);
        out.u16(0);
        ShapeCodec.write(input.image(), out);
        out.u32(input.scaling().count());
        out.u32(content.labels().size());
        out.u32(content.metadata().size());
        out.u32(content.layers().size());
        out.doubles(content.threshold().orElse(0));
        out.doubles(input.scaling().scales());
        out.doubles(input.scaling().offsets());
        for (String label : content.labels()) {
            TextCodec.writeShort(label, out);
        }
        TextCodec.write(content.metadata(), out);
        for (int i = 0; i < content.layers().size(); i++) {
            LayerFrame frame = LayerFrame.of(content.layers().get(i));
            List<Integer> sources = content.wiring().sources().get(i);
            out.u8(frame.number());
            out.u8(0);
            out.u16(sources.size());
            out.u32(frame.payload().length);
            for (int source : sources) {
                out.u32(source);
            }
            out.bytes(frame.payload());
        }
    }

    static PackedContent read(Source in) throws PackedFormatException {
        ValueType type = ValueTypeCode.type(in.u8("value type"));
        boolean hasThreshold = in.bit("whether there is a threshold");
        in.zeros(2);
        int channels = in.channels();
        int height = in.size("height", 1);
        int width = in.size("width", 1);
        int scales = in.size("count of scales", 1);
        int labelCount = in.size("count of labels", 0);
        int keys = in.size("count of keys", 0);
        int layerCount = in.size("count of layers", 1);
        double threshold = in.doubles(1, "threshold")[0];
        if (!hasThreshold && Double.doubleToRawLongBits(threshold) != 0) {
            throw in.wrong("the threshold is " + threshold + "; where there is none it must be 0");
        }
        double[] scale = in.doubles(scales, "scales");
        InputScale scaling = new InputScale(scale, in.doubles(scales, "offsets"));
        List<String> labels = TextCodec.labels(labelCount, in);
        Map<String, String> metadata = TextCodec.metadata(keys, in);
        List<PackedLayer> layers = new ArrayList<>();
        List<List<Integer>> sources = new ArrayList<>();
        for (int i = 0; i < layerCount; i++) {
            int number = in.u8("type of layer " + i);
            in.zeros(1);
            int count = in.u16("count of sources of layer " + i);
            int length = in.size("length of layer " + i, 0);
            sources.add(sources(count, i, in));
            layers.add(LayerFrame.read(number, Header.VERSION, length, i, in));
        }
        in.end();
        return new PackedContent(
                new InputEncoding(type, channels, height, width, scaling),
                layers,
                new Wiring(sources),
                labels,
                hasThreshold ? OptionalDouble.of(threshold) : OptionalDouble.empty(),
                metadata);
    }

    private static List<Integer> sources(int count, int layer, Source in) throws PackedFormatException {
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(in.size("a source of layer " + layer, 0));
        }
        return sources;
    }
}
