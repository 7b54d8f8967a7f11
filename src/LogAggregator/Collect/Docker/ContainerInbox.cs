using System.Collections.Generic;
using System.Threading;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Runs;

namespace LogAggregator.Collect.Docker;

/// <summary>What others tell a container's loop. Any thread puts in; the loop takes all at once.</summary>
sealed class ContainerInbox(Signal signal)
{
    readonly Lock _lock = new();
    ContainerNews _news;

    /// <param name="timeNs">By the engine's clock.</param>
    public void Started(long timeNs) => Put(news => news.With(new RunEvent(RunEventKind.Start, timeNs)) with { StartedNs = timeNs });

    /// <param name="timeNs">By the engine's clock.</param>
    /// <param name="exitCode">If it was told.</param>
    public void Died(long timeNs, int? exitCode) => Put(news => news.With(new RunEvent(RunEventKind.End, timeNs) { ExitCode = exitCode }) with { Died = true });

    public void Removed() => Put(news => news with { Removed = true });

    /// <summary>Something about it changed that only inspecting tells.</summary>
    public void Changed() => Put(news => news with { Changed = true });

    /// <param name="happened">A pause or a new name.</param>
    public void Changed(RunEvent happened) => Put(news => news.With(happened) with { Changed = true });

    public void Listed(ContainerSummary summary) => Put(news => news with { Listed = summary });

    /// <summary>The end of its run, or of the container, was heard of and is not yet taken.</summary>
    public bool TellsOfEnd
    {
        get
        {
            lock (_lock) return _news.Died || _news.Removed;
        }
    }

    public ContainerNews Take()
    {
        lock (_lock)
        {
            var news = _news;
            _news = default;
            return news;
        }
    }

    void Put(System.Func<ContainerNews, ContainerNews> change)
    {
        lock (_lock) _news = change(_news);
        signal.Set();
    }
}

/// <param name="StartedNs">Not 0: a run began.</param>
/// <param name="Died">A run is over.</param>
/// <param name="Removed">It is gone.</param>
/// <param name="Changed">It must be inspected.</param>
/// <param name="Listed">The newest row of the list.</param>
/// <param name="Runs">Starts, ends and changes in the order they were told; null if there were none.</param>
readonly record struct ContainerNews(long StartedNs, bool Died, bool Removed, bool Changed, ContainerSummary? Listed, IReadOnlyList<RunEvent>? Runs)
{
    public ContainerNews With(RunEvent happened) => this with { Runs = [.. Runs ?? [], happened] };
}
