using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>The bytes of a block are not what an encoder wrote. Thrown by decoders alone; the reader of blocks catches it.</summary>
sealed class CorruptBlockException(string message) : Exception(message);
