using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Reading;

namespace LogAggregator.Collect.Docker;

/// <summary>What is known of a container's runs: how the first began, and how much of the last is read.</summary>
/// <param name="isRunning">It runs when it is first heard of.</param>
/// <param name="createdInSession">Session of the engine in which it was heard of as created and never started; else -1.</param>
sealed class ContainerRuns(bool isRunning, int createdInSession)
{
    /// <summary>From its start to its end a container takes longer: the shortest measured took 35 ms.</summary>
    const long MomentMs = 20;

    bool _everStarted = isRunning;
    bool _isOver;
    bool _endedWhole;
    bool _mayHaveBeenRemoved;
    long _firstStartNs;
    long _readRunNs;

    /// <summary>The engine has ended the followed log properly.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>After that a read of the log came to its end.</summary>
    public bool EndIsRead { get; private set; }

    /// <summary>A read came to its end after the run did, as it seems: the next inspection tells whether it was still the same run.</summary>
    public bool IsReadSomehow => _readRunNs > 0;

    /// <summary>A start was heard of.</summary>
    public void Began(long startedNs, int session)
    {
        if (!_everStarted && createdInSession == session) _firstStartNs = startedNs;
        _everStarted = true;
        _isOver = false;
        ForgetEnd();
    }

    /// <summary>Its end was heard of.</summary>
    public void Over() => _isOver = true;

    /// <summary>The log is open, or must be read anew.</summary>
    public void ForgetEnd() => (HasEnded, _endedWhole, _mayHaveBeenRemoved, EndIsRead, _readRunNs) = (false, false, false, false, 0);

    /// <summary>The log was opened: after the run's end, as far as was heard.</summary>
    public void Opened(bool afterEnd)
    {
        ForgetEnd();
        _isOver |= afterEnd;
    }

    /// <summary>
    /// An engine that is removing a container may give an empty log for it, and end that properly: nothing at all, of a log that was opened
    /// late or for a moment, says nothing.
    /// </summary>
    public void Ended(EndedFollow end)
    {
        (HasEnded, _endedWhole) = (true, end.WasJoined);
        _mayHaveBeenRemoved = end.GaveNothing && (_isOver || end.LivedMs < MomentMs);
    }

    /// <summary>A read of the log came to its end while none was followed.</summary>
    public void EndRead() => EndIsRead = HasEnded;

    /// <summary>And the container does not run: if it is still the same run, all of it was read.</summary>
    public void RunRead(long startedNs) => _readRunNs = startedNs;

    /// <summary>It was inspected. True if all of the run that was looked at is read.</summary>
    public bool Inspected(ContainerDetails details, bool sameRun)
    {
        // While it is removed its log goes first.
        var isThere = details is { Running: false, State: not ("removing" or "dead") };
        var allRead = _readRunNs > 0 && _readRunNs == details.StartedNs && isThere;
        _readRunNs = 0;
        EndIsRead &= sameRun;
        _everStarted |= details.StartedNs > 0;
        // It has never ended.
        if (_firstStartNs == 0 && details.FinishedNs == 0) _firstStartNs = details.StartedNs;
        return allRead;
    }

    /// <summary>When it may have printed first: its first start if that is known, else its creation.</summary>
    public long BornNs(ContainerDetails? details, long startedNs) =>
        _firstStartNs > 0 ? _firstStartNs : details?.CreatedNs ?? startedNs;

    public SeenRuns Seen(long bornNs, long openedNs) =>
        new(_everStarted, bornNs, openedNs, _endedWhole && !_mayHaveBeenRemoved, EndIsRead && !_mayHaveBeenRemoved);
}
