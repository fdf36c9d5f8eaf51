package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import java.util.List;
import onnx.Onnx;

/** Finds the version of ONNX's own operators that a file follows. */
final class Opset {

    /** No version before it is read: there, what is broadcast was told by attributes. */
    private static final int FIRST = 7;

    private Opset() {}

    /**
     * Returns the version.
     *
     * @throws OnnxException if there is none or several, or if it is one that is not known
     */
    static int of(Onnx.ModelProto model) {
        List<Long> versions = model.getOpsetImportList().stream()
                .filter(opset -> NodeReader.domain(opset.getDomain()).isEmpty())
                .map(Onnx.OperatorSetIdProto::getVersion)
                .distinct()
                .toList();
        if (versions.size() != 1) {
            throw new OnnxException(
                    "it names " + versions.size() + " versions of ONNX's operators (opset_import), not one");
        }
        long version = versions.get(0);
        if (version < FIRST || version > Integer.MAX_VALUE) {
            throw new OnnxException("version " + version + " of ONNX's operators is not supported, those from " + FIRST
                    + " on are: convert the file with onnx.version_converter");
        }
        return (int) version;
    }
}
