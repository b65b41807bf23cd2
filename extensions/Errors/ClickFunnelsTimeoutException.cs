using System;

namespace ClickFunnels;

/// <summary>
/// The call did not end in time. A write may have been done all the same. When attempts were repeated, the inner exception
/// is the failure of the last one.
/// </summary>
public sealed class ClickFunnelsTimeoutException : ClickFunnelsException
{
    internal ClickFunnelsTimeoutException(Operation operation, string what, TimeSpan limit, Exception? innerException)
        : base($"{operation} {what} {limit.TotalSeconds:0.###} s.", innerException) => OperationId = operation.Id;

    /// <summary>The operation of the contract that was called.</summary>
    public string OperationId { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
