namespace LogAggregator.Engine.Parsing.Fields;

/// <summary>Where in a line the values of its roles are written, without quotes and with their escapes. Empty: nowhere.</summary>
readonly record struct WrittenRoles(TextSlice Time, TextSlice Level, TextSlice Message, TextSlice Service);
