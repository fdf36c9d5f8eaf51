package com.example;

import java.io.ObjectInputStream;
import java.io.Serializable;

/** Does something as soon as Java deserializes it, as gadgets do. */
public final class Gadget implements Serializable {

    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) {
        Traces.deserialized = true;
    }
}
