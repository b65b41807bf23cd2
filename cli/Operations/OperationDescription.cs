using ClickFunnels.Cli.Catalog;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Cli.Operations;

/// <summary>Describes an operation of the catalog to the core.</summary>
internal static class OperationDescription
{
    public static Operation Of(CatalogOperation operation)
    {
        var traits = operation.Paging switch
        {
            "cursor" => OperationTraits.CursorPaging,
            "skip" => OperationTraits.SkipPaging,
            "page" => OperationTraits.NumberPaging,
            _ => OperationTraits.None,
        };
        traits |= operation.Form switch
        {
            "form" => OperationTraits.RequiredBody | OperationTraits.Form,
            "form-with-files" => OperationTraits.RequiredBody | OperationTraits.FormWithFiles,
            _ when operation.Body is not null => OperationTraits.OptionalBody,
            _ => OperationTraits.None,
        };
        if (operation.Idempotent)
        {
            traits |= OperationTraits.SafeToRepeat;
        }

        if (operation.ResultEnvelopeOptional)
        {
            traits |= OperationTraits.OptionalResultEnvelope;
        }

        return new Operation(
            operation.Id,
            operation.Method,
            operation.Route,
            traits,
            operation.Envelope,
            operation.ResultEnvelope,
            operation.Host
        )
        {
            IsLimited = operation.Limited,
            LimitedParameters = operation.LimitedParameters.Count > 0 ? operation.LimitedParameters : null,
        };
    }
}
