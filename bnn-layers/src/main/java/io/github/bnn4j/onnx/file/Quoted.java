package io.github.bnn4j.onnx.file;

/** Makes names that a file gives fit for a message: they are of any length. */
final class Quoted {

    private static final int MOST_CHARACTERS = 80;

    private Quoted() {}

    static String name(String name) {
        return '"' + plain(name) + '"';
    }

    /** Returns the same without quotation marks. */
    static String plain(String name) {
        return name.length() > MOST_CHARACTERS ? name.substring(0, MOST_CHARACTERS) + "..." : name;
    }
}
