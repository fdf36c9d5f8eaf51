package io.github.bnn4j.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** This option leaves out the classes of tests: all from where this one comes from, whatever the directory is called. */
public final class WithoutTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
        return !isOfTests(location);
    }

    static boolean isOfTests(Location location) {
        return location.contains(WithoutTests.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
