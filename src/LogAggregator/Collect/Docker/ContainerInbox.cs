using System.Threading;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Collect.Docker;

/// <summary>What others tell a container's loop. Any thread puts in; the loop takes all at once.</summary>
sealed class ContainerInbox(Signal signal)
{
    readonly Lock _lock = new();
    ContainerNews _news;

    /// <param name="timeNs">By the engine's clock.</param>
    public void Started(long timeNs) => Put(news => news with { StartedNs = timeNs });

    public void Died() => Put(news => news with { Died = true });

    public void Removed() => Put(news => news with { Removed = true });

    /// <summary>Something about it changed that only inspecting tells.</summary>
    public void Changed() => Put(news => news with { Changed = true });

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
readonly record struct ContainerNews(long StartedNs, bool Died, bool Removed, bool Changed, ContainerSummary? Listed);
