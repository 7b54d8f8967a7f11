using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>Where a row of a generation is, and what it is sorted by: source, level, time, sequence.</summary>
readonly record struct SealedRow(int Source, Level Level, RecordId Id, int Chunk, int Index) : IComparable<SealedRow>
{
    public int CompareTo(SealedRow other)
    {
        if (Source != other.Source) return Source.CompareTo(other.Source);
        return Level != other.Level ? Level.CompareTo(other.Level) : Id.CompareTo(other.Id);
    }
}
