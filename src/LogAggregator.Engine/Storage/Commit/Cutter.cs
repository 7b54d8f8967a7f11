using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Storage.Sealing;
using LogAggregator.Engine.Storage.State;
using LogAggregator.Engine.Storage.Wal;

namespace LogAggregator.Engine.Storage.Commit;

/// <summary>Hands the active generation over to be sealed, and begins the next one with a WAL of its own.</summary>
sealed class Cutter(StoreCore core, KeepLoop keep, long maxActiveBytes)
{
    /// <summary>
    /// The generation that the next batches go to. Waits while an older one is being sealed and this one is full:
    /// so two of them are in memory at most.
    /// </summary>
    /// <param name="isAskedFor">Somebody wants a cut, however few rows there are.</param>
    /// <exception cref="IOException">There is no place for more rows now.</exception>
    public async ValueTask<Generation> PrepareAsync(bool isAskedFor)
    {
        var active = core.State.Value.Active;
        if (active.Wal is { SyncFailed: true }) Replace(active, new Generation(active.Number + 1));
        else if (active.Rows.Cost >= maxActiveBytes) await CutAsync(active);
        else if (isAskedFor && !active.IsEmpty && core.State.Value.Sealing.IsEmpty) await CutAsync(active);

        active = core.State.Value.Active;
        if (active.Wal is null) await GiveWalAsync(active);
        return active;
    }

    public static Generation Begin(StoreCore core, ulong number) => new(number) { Wal = CreateWal(core, number) };

    async Task CutAsync(Generation active)
    {
        if (active.Wal is null) return;
        await keep.WaitUntilSealedAsync();

        // The next WAL begins with all positions: they must not outlive the rows they stand for.
        await Task.Factory.StartNew(active.Wal.Sync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Replace(active, Begin(core, active.Number + 1));
    }

    /// <summary>Slow path: after a failed sync the rows are only safe in a segment; a WAL before that would say too much.</summary>
    async Task GiveWalAsync(Generation active)
    {
        await keep.WaitUntilSealedAsync();
        active.Wal = CreateWal(core, active.Number);
    }

    void Replace(Generation old, Generation next)
    {
        core.State.Change(state => state with { Sealing = state.Sealing.Add(old), Active = next });
        keep.Wake();
    }

    static WalFile CreateWal(StoreCore core, ulong number)
    {
        var header = new WalHeader(number, core.LastSequence + 1, core.NowNs(), WalHeader.NewSalt());
        var wal = WalFile.Create(core.Directory, header, core.Positions);
        core.OnWalDurable(number);
        return wal;
    }
}
