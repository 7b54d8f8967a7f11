using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Positions;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>Looks whether the newest message of a log is one that was taken: finds logs that are no longer followed although they seem to be.</summary>
static class LogAudit
{
    public static async Task<AuditResult> RunAsync(
        IDockerEngine engine, string id, bool? terminal, LogIntake intake, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var reading = await engine.OpenLogsAsync(id, new LogRequest(Follow: false, 1, terminal), cancellationToken);
        var batch = new MessageBatch();
        var answer = await TailSilence.ReadFirstAsync(reading, batch, time, cancellationToken);
        if (answer is not true || batch.Count == 0)
            return (answer is null || reading.End == LogEnd.Clean) && intake.Ledger.HasAnchors ? AuditResult.Emptied : AuditResult.Fine;
        var newest = batch[batch.Count - 1];
        var key = new MessageKeys(repeats: false).Next(newest.Stream, newest.TimestampNs, batch.Payload(newest));
        return intake.Ledger.KnowsAsPart(key) ? AuditResult.Fine : AuditResult.Behind;
    }
}

enum AuditResult
{
    /// <summary>The newest message was taken.</summary>
    Fine,

    /// <summary>There is one that was not taken, perhaps not yet.</summary>
    Behind,

    /// <summary>The log gives nothing although something was read of it: it was emptied by hand.</summary>
    Emptied,
}
