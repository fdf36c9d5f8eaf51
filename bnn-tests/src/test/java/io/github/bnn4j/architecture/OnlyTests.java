package io.github.bnn4j.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** This option leaves only the classes that {@link WithoutTests} leaves out. */
public final class OnlyTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
        return WithoutTests.isOfTests(location);
    }
}
