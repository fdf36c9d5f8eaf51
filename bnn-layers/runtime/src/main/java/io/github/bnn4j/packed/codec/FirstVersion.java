package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes what follows the length in files of version 1: chains of layers. */
final class FirstVersion {

    private FirstVersion() {}

    static boolean canHold(PackedContent content) {
        return content.wiring().isChain()
                && content.input().scaling().count() == 1
                && content.threshold().isEmpty()
                && content.metadata().isEmpty()
                && content.layers().stream()
                        .allMatch(layer -> LayerCodecs.of(layer).since() == Header.FIRST_VERSION);
    }

    static void write(PackedContent content, LittleEndian out) throws IOException {
        InputEncoding input = content.input();
        out.u8(ValueTypeCode.of(input.type()));
        out.zeros(3);
        ShapeCodec.write(input.image(), out);
        out.doubles(input.scaling().scales());
        out.doubles(input.scaling().offsets());
        out.u32(content.labels().size());
        out.u32(content.layers().size());
        for (String label : content.labels()) {
            TextCodec.writeShort(label, out);
        }
        for (PackedLayer layer : content.layers()) {
            LayerFrame frame = LayerFrame.of(layer);
            out.u8(frame.number());
            out.zeros(3);
            out.u32(frame.payload().length);
            out.bytes(frame.payload());
        }
    }

    static PackedContent read(Source in) throws PackedFormatException {
        InputEncoding input = input(in);
        int labelCount = in.size("count of labels", 0);
        int layerCount = in.size("count of layers", 1);
        List<String> labels = TextCodec.labels(labelCount, in);
        List<PackedLayer> layers = new ArrayList<>();
        for (int i = 0; i < layerCount; i++) {
            int number = in.u8("type of layer " + i);
            in.zeros(3);
            int length = in.size("length of layer " + i, 0);
            layers.add(LayerFrame.read(number, Header.FIRST_VERSION, length, i, in));
        }
        in.end();
        return new PackedContent(input, layers, labels);
    }

    private static InputEncoding input(Source in) throws PackedFormatException {
        ValueType type = ValueTypeCode.type(in.u8("value type"));
        in.zeros(3);
        int channels = in.channels();
        int height = in.size("height", 1);
        int width = in.size("width", 1);
        double[] numbers = in.doubles(2, "scale and offset");
        return new InputEncoding(type, channels, height, width, numbers[0], numbers[1]);
    }
}
