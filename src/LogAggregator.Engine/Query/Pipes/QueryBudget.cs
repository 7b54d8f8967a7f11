using System.Collections.Generic;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>
/// What one query may hold in memory, and why its result is not whole. When the bytes are used up the source stops, and the result is
/// that of the rows up to there.
/// </summary>
sealed class QueryBudget(long maxBytes)
{
    readonly List<string> _notes = [];
    long _bytes;

    public bool IsExhausted { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Takes the bytes. False if there are not so many left; they are taken all the same, once.</summary>
    /// <param name="bytes">What will be held.</param>
    /// <param name="pipe">Who holds it, for the note.</param>
    public bool Take(long bytes, string pipe)
    {
        if (TryTake(bytes)) return true;
        _bytes += bytes;
        if (!IsExhausted) Note($"{pipe} needs more than {maxBytes / (1024 * 1024)} MiB of memory: the result is that of the records read up to there");
        IsExhausted = true;
        return false;
    }

    /// <summary>Takes the bytes if so many are left.</summary>
    public bool TryTake(long bytes)
    {
        if (_bytes + bytes > maxBytes) return false;
        _bytes += bytes;
        return true;
    }

    public void Release(long bytes) => _bytes -= bytes;

    /// <summary>A sentence for people: why the result is not whole.</summary>
    public void Note(string sentence)
    {
        if (!_notes.Contains(sentence)) _notes.Add(sentence);
    }
}
