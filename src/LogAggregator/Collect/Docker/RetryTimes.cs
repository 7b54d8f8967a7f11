using System;

namespace LogAggregator.Collect.Docker;

/// <summary>When the engine is asked again after something failed, by what failed. ms of our steady clock.</summary>
sealed class RetryTimes(CollectorContext context)
{
    readonly Backoff _requests = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), context.Random);
    readonly Backoff _damage = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), context.Random);
    readonly Backoff _store = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), context.Random);

    public long DueMs { get; private set; }

    public void RequestFailed() => DueMs = After(_requests);

    public void RequestSucceeded() => _requests.Reset();

    public void StoreFailed() => DueMs = After(_store);

    public void StoreSucceeded() => _store.Reset();

    public void LogUnreadable() => DueMs = After(_damage);

    /// <summary>When a log of which a part cannot be read is followed again.</summary>
    public long AfterDamageMs() => After(_damage);

    public void LogIsSound() => _damage.Reset();

    long After(Backoff backoff) => context.NowMs + (long)backoff.Next().TotalMilliseconds;
}
