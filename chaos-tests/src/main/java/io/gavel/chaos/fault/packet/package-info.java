/** What runs inside a node whose packets are lost or late: Aeron's debug channel endpoints, switched by a file. */
package io.gavel.chaos.fault.packet;
