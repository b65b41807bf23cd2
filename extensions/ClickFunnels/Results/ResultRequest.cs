using System.Collections.Generic;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The part that one request asks for.</summary>
/// <param name="Fields">The names of the fields on the wire.</param>
/// <param name="Limit">The largest number of rows.</param>
/// <param name="MaxBytes">The largest cost of the rows.</param>
/// <param name="After">The position to start after; null for the beginning.</param>
/// <param name="IncludeCount">True to count all records.</param>
internal sealed record ResultRequest(IReadOnlyList<string> Fields, int Limit, int MaxBytes, string? After, bool IncludeCount);
