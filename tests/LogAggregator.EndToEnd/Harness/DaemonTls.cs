namespace LogAggregator.EndToEnd.Harness;

/// <summary>An engine listens on this port of 127.0.0.1 too, and wants a certificate of each client.</summary>
sealed record DaemonTls(int Port, Certificates Certificates);
