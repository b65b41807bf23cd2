using System;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The connection to the service failed before the response arrived.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ApiConnectionException : ApiException
{
    internal ApiConnectionException(Operation operation, bool requestMayHaveArrived, Exception? innerException)
        : base(
            requestMayHaveArrived
                ? $"{operation}: the connection failed before the response was read. The request may have been carried out."
                : $"{operation}: no connection could be made; the request did not arrive.",
            innerException
        )
    {
        OperationId = operation.Id;
        RequestMayHaveArrived = requestMayHaveArrived;
    }

    /// <summary>The <c>operationId</c> of the operation that was called.</summary>
    public string OperationId { get; }

    /// <summary>False when the request surely did not reach the service, so that even a creation can be repeated.</summary>
    public bool RequestMayHaveArrived { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;

    /// <inheritdoc />
    public override bool MayHaveBeenCarriedOut => RequestMayHaveArrived;
}
