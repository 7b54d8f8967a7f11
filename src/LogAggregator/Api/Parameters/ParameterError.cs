namespace LogAggregator.Api.Parameters;

/// <summary>A parameter that cannot be taken.</summary>
/// <param name="Parameter">Its name as the client wrote it.</param>
/// <param name="Message">A sentence: what is wrong with it and what is allowed.</param>
/// <param name="Position">Where in its value, in characters from 1; null where it is the whole.</param>
sealed record ParameterError(string Parameter, string Message, int? Position = null);
