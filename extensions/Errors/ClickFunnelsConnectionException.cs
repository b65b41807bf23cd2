using System;

namespace ClickFunnels;

/// <summary>The connection to the service failed before the answer was there.</summary>
public sealed class ClickFunnelsConnectionException : ClickFunnelsException
{
    internal ClickFunnelsConnectionException(Operation operation, bool requestMayHaveArrived, Exception innerException)
        : base(
            requestMayHaveArrived
                ? $"{operation}: the connection failed before the answer was read. The request may have been carried out."
                : $"{operation}: no connection could be made; the request did not arrive.",
            innerException)
    {
        OperationId = operation.Id;
        RequestMayHaveArrived = requestMayHaveArrived;
    }

    /// <summary>The operation of the contract that was called.</summary>
    public string OperationId { get; }

    /// <summary>False when the request surely did not reach the service, so that even a creation can be repeated.</summary>
    public bool RequestMayHaveArrived { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
