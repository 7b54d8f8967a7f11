using System;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Compacting;
using LogAggregator.Engine.Storage.Retention;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>
/// What the store does beside appending: seals what was cut, asks for a cut of what is old, removes what retention does
/// not keep, makes one of many segments. One after the other, so that one thread changes the manifest.
/// </summary>
sealed class KeepLoop(StoreCore core, EmbeddedStoreOptions options, Sealer sealer, Compaction compaction, RetentionRound retention, Action requestCut) : IDisposable
{
    readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource _stopping = new();
    TaskCompletionSource _roundEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TimeSpan _backOff;

    /// <summary>Why the last round could not seal; null if it could.</summary>
    public IOException? Failure { get; private set; }

    public void Wake() => _wake.Writer.TryWrite(true);

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    /// <summary>Ends after <see cref="Stop"/>; a segment that is being written is finished.</summary>
    public async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            // A thread of its own: sealing computes for a tenth of a second and more.
            await Task.Factory.StartNew(RunInBackground, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Interlocked.Exchange(ref _roundEnded, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            await SleepAsync();
        }
    }

    /// <summary>Returns when nothing waits to be sealed.</summary>
    /// <exception cref="IOException">It cannot be sealed now: the disk is full or fails.</exception>
    public async Task WaitUntilSealedAsync()
    {
        while (true)
        {
            var ended = Volatile.Read(ref _roundEnded).Task;
            if (core.State.Value.Sealing.IsEmpty) return;
            if (Failure is { } failure) throw new IOException("Nothing is appended until what was cut can be sealed: " + failure.Message, failure.HResult);
            Wake();
            await ended;
        }
    }

    /// <summary>Returns when a round that begins from here on has ended.</summary>
    public async Task WaitForRoundAsync()
    {
        // The first to end may have begun before.
        for (var round = 0; round < 2; round++)
        {
            var ended = Volatile.Read(ref _roundEnded).Task;
            Wake();
            await ended;
        }
    }

    /// <summary>Lines that come go before those that wait in memory: an engine that has to wait for its reader holds up what prints.</summary>
    void RunInBackground()
    {
        BackgroundThread.YieldToOthers();
        RunRound();
    }

    /// <summary>The one place where errors of sealing and retention are told; what was to be done is tried again.</summary>
    internal void RunRound()
    {
        try
        {
            core.Blocks.DropUnused();
            ReadBuffers.DropUnused();
            retention.Run();
            if (IsOld() || IsResting()) requestCut();
            if (core.State.Value.Sealing.IsEmpty) sealer.Rest();
            SealAll();
            if ((sealer.IdleFor >= options.Rest || compaction.IsUrgent) && compaction.Run(MayCompact)) Wake();
            Failure = null;
            _backOff = TimeSpan.Zero;
        }
        catch (Exception error)
        {
            // Also a defect: who waits must hear of it, and retention must go on.
            if (Failure is null) core.Tell(Level.Error, $"Records cannot be moved from the write-ahead log to a segment; this is tried again, nothing is lost: {error.Message}");
            Failure = error as IOException ?? new IOException(error.Message, error);
            _backOff = _backOff == TimeSpan.Zero ? options.SealBackOff : TimeSpan.FromTicks(Math.Min(options.SealBackOff.Ticks * 10, _backOff.Ticks * 2));
        }
    }

    void SealAll()
    {
        while (core.State.Value.Sealing is [var oldest, ..] && !_stopping.IsCancellationRequested) sealer.Seal(oldest);
    }

    /// <summary>What waits to be sealed goes first: it holds memory.</summary>
    bool MayCompact()
    {
        if (_stopping.IsCancellationRequested) return false;
        if (core.State.Value.Sealing.IsEmpty) return true;
        if (!compaction.IsUrgent) return false;
        SealAll();
        return true;
    }

    bool IsOld()
    {
        var active = core.State.Value.Active;
        return !active.IsEmpty && core.NowNs() - active.FirstArrivalNs > options.MaxActiveAge.Ticks * 100;
    }

    /// <summary>Nothing comes, and there is more than a little: columns are searched faster than lines, and take no memory.</summary>
    bool IsResting()
    {
        var active = core.State.Value.Active;
        return active.Rows.Cost >= options.MinRestBytes && core.NowNs() - active.LastArrivalNs > options.Rest.Ticks * 100;
    }

    async Task SleepAsync()
    {
        var rest = Failure is null ? options.MaintenanceInterval : _backOff;
        using var sleep = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var timer = Task.Delay(rest, core.Time, sleep.Token);

        // While the disk fails, the back-off counts, not the wishes.
        var woken = Failure is null ? _wake.Reader.ReadAsync(sleep.Token).AsTask() : timer;
        await Task.WhenAny(timer, woken);
        await sleep.CancelAsync();
    }
}
