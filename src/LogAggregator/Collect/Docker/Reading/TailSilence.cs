using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>
/// A read from the end of a log that never answers. After a log was emptied by hand, Docker 26.1 sends the head of such a
/// response and nothing more, for ever; a read from the beginning works.
/// </summary>
static class TailSilence
{
    /// <summary>No message within this time counts as no message at all. 15 s: an engine decompresses rotated files before it answers.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>The first batch; null where the engine is silent.</summary>
    public static async Task<bool?> ReadFirstAsync(ILogReading reading, MessageBatch batch, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await reading.ReadAsync(batch, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
