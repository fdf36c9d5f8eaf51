package io.github.bnn4j.onnx;

/**
 * Says why an ONNX file cannot be taken: it is damaged, or a node in it, which the message names, does what is not known here.
 */
public final class OnnxException extends IllegalArgumentException {

    public OnnxException(String message) {
        super(message);
    }

    public OnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}
