using System.Collections.Immutable;
using LogAggregator.Engine.Storage.Commit;

namespace LogAggregator.Engine.Storage.State;

/// <summary>Where all rows are at one moment; never changed, only replaced.</summary>
/// <param name="Sealing">Generations whose segment is being written, oldest first.</param>
/// <param name="Active">The generation that is appended to.</param>
sealed record StoreState(ImmutableArray<Generation> Sealing, Generation Active);
