package io.github.bnn4j.packed.xnor;

/** The system property that names the kernel, until it is closed. */
public final class KernelProperty implements AutoCloseable {

    private final String before = System.getProperty(XnorKernels.PROPERTY);

    private KernelProperty() {}

    public static KernelProperty set(String name) {
        var property = new KernelProperty();
        System.setProperty(XnorKernels.PROPERTY, name);
        return property;
    }

    public static KernelProperty cleared() {
        var property = new KernelProperty();
        System.clearProperty(XnorKernels.PROPERTY);
        return property;
    }

    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(XnorKernels.PROPERTY);
        } else {
            System.setProperty(XnorKernels.PROPERTY, before);
        }
    }
}
