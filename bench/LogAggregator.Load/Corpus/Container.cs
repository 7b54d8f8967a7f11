using System;

namespace LogAggregator.Load.Corpus;

/// <summary>One container of the corpus: its names, how often it prints, and what.</summary>
sealed record Container(string Name, string Id, string Service, int Weight, Action<Values, Entry> Print);

/// <summary>What a container prints: filled anew for each record.</summary>
sealed class Entry
{
    public string Level = "INFO";
    public string Message = "";

    /// <summary>JSON object without braces, or empty.</summary>
    public string Metadata = "";

    public void Set(string level, string message, string metadata = "")
    {
        Level = level;
        Message = message;
        Metadata = metadata;
    }
}
