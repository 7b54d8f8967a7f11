using LogAggregator.Engine.Model;

namespace LogAggregator.Engine;

/// <summary>Something the operator of a store should read: damage, a full disk, what retention removed.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Sentence">What happened, to which file, and what the store does about it.</param>
public sealed record StoreEvent(Level Level, string Sentence);
