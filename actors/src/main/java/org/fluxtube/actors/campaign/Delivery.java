package org.fluxtube.actors.campaign;

import org.fluxtube.engine.run.Configuration;

/**
 * A configuration on its way to an actor, which releases it and then asks for more.
 *
 * @param configuration one reference of it is the receiver's
 * @param more asks for the next one: request(1)
 */
record Delivery(Configuration configuration, Runnable more)
    implements MeasurementActor.Command, ArchiveActor.Command, TrainerActor.Command {}
