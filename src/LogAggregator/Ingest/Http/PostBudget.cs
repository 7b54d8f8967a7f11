using System.Threading;

namespace LogAggregator.Ingest.Http;

/// <summary>Bounds the memory of all posts that are being read at once; who does not fit is told to come again.</summary>
sealed class PostBudget(long maxBytes = PostBudget.DefaultMaxBytes)
{
    /// <summary>64 MiB: four of the largest posts.</summary>
    public const long DefaultMaxBytes = 64 * 1024 * 1024;

    long _taken;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= maxBytes) return true;
        Interlocked.Add(ref _taken, -bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
