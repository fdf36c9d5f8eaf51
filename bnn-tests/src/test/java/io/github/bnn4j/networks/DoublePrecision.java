package io.github.bnn4j.networks;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's gradient check demands that DOUBLE is the default type: it is during a test that is extended with this. */
public final class DoublePrecision implements BeforeEachCallback, AfterEachCallback {

    private DataType before;

    @Override
    public void beforeEach(ExtensionContext context) {
        before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Nd4j.setDefaultDataTypes(before, before);
    }
}
