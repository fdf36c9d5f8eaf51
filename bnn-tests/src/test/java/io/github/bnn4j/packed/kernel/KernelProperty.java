package io.github.bnn4j.packed.kernel;

/** The system property that names the kernel, until it is closed. */
public final class KernelProperty implements AutoCloseable {

    private final String before = System.getProperty(Kernels.PROPERTY);

    private KernelProperty() {}

    public static KernelProperty set(String name) {
        var property = new KernelProperty();
        System.setProperty(Kernels.PROPERTY, name);
        return property;
    }

    public static KernelProperty cleared() {
        var property = new KernelProperty();
        System.clearProperty(Kernels.PROPERTY);
        return property;
    }

    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(Kernels.PROPERTY);
        } else {
            System.setProperty(Kernels.PROPERTY, before);
        }
    }
}
