package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import java.io.IOException;

/** Sizes of images, and windows over them. */
final class ShapeCodec {

    private ShapeCodec() {}

    static void write(ImageShape image, LittleEndian out) throws IOException {
        out.u32(image.channels());
        out.u32(image.height());
        out.u32(image.width());
    }

    static ImageShape image(Source in) throws PackedFormatException {
        return new ImageShape(in.channels(), in.size("height", 1), in.size("width", 1));
    }

    static void write(Window window, LittleEndian out) throws IOException {
        write(window.rows(), out);
        write(window.columns(), out);
    }

    static Window window(Source in) throws PackedFormatException {
        return new Window(axis(in, "rows"), axis(in, "columns"));
    }

    private static void write(Axis axis, LittleEndian out) throws IOException {
        out.u32(axis.input());
        out.u32(axis.output());
        out.u32(axis.size());
        out.u32(axis.stride());
        out.u32(axis.padding());
        out.u32(axis.dilation());
    }

    private static Axis axis(Source in, String name) throws PackedFormatException {
        return new Axis(
                in.size(name + " of the input", 1),
                in.size(name + " of the output", 1),
                in.size("taps along " + name, 1),
                in.size("stride along " + name, 1),
                in.size("padding of " + name, 0),
                in.size("dilation along " + name, 1));
    }
}
