/** Brokers that trade through the SDK, in this process and in one of their own, and their journals. */
package io.gavel.chaos.load;
