using System;

namespace ClickFunnels;

/// <summary>The service answered with success, but the answer could not be used: no JSON, cut off, too large, or a cursor that repeats.</summary>
public sealed class ClickFunnelsResponseException : ClickFunnelsException
{
    internal ClickFunnelsResponseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
