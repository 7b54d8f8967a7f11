using System;

namespace LogAggregator.Demo;

/// <summary>The log directory has records of something else: the demo is not mixed into them.</summary>
sealed class DemoRefusedException() : Exception("The store holds records that are not of the demo.");
