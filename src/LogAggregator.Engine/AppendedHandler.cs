using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine;

/// <summary>
/// Told of the records of each append, in order of sequence, when they are searchable and before the append completes; one call at
/// a time. Must be quick and must not throw.
/// </summary>
/// <param name="records">
/// Gives them, for who calls it before returning: with nobody there to read, none is made. Who keeps a record for more than seconds
/// copies its line.
/// </param>
public delegate void AppendedHandler(Func<IReadOnlyList<StoredRecord>> records);
