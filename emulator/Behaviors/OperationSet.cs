using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>What an operation answers with; without a status the one that the spec names.</summary>
internal sealed record OperationResult(object? Value, int? Status = null);

/// <summary>Serves one operation that is more than creating, reading, changing or deleting; null leaves it to the engine.</summary>
internal delegate OperationResult? OperationHandler(Call call, Record? member);

/// <summary>One operation with a handler of its own.</summary>
internal sealed record SpecialOperation(OperationHandler Handle)
{
    /// <summary>What <c>{id}</c> names when it is not what the operation returns.</summary>
    public string? Resource { get; init; }

    /// <summary>Whether its path names no records of the store.</summary>
    public bool IsGlobal { get; init; }
}

/// <summary>The operations with handlers of their own, by operation id.</summary>
internal sealed class OperationSet
{
    private readonly Dictionary<string, SpecialOperation> _byId;

    public OperationSet(RecordStore store)
    {
        var reference = new ReferenceOperations(store);
        var funnels = new FunnelBehavior(store);
        var processor = new ProcessorOperations(store);
        _byId = new Dictionary<string, SpecialOperation>
        {
            ["listWebhooksOutgoingEventTypes"] = new(ReferenceOperations.EventTypes) { IsGlobal = true },
            ["listAddressesCountries"] = new(ReferenceOperations.ListCountries) { IsGlobal = true },
            ["getAddressesCountries"] = new(ReferenceOperations.GetCountry) { IsGlobal = true },
            ["listAddressesCountriesRegions"] = new(ReferenceOperations.ListRegions) { IsGlobal = true },
            ["fetchMyUser"] = new(reference.Me) { IsGlobal = true },
            ["gdpr_destroyContacts"] = new(ContactBehavior.Redact),
            ["generateContactFilter"] = new(RefineFilterBehavior.Generate),
            ["getContactFilter"] = new(RefineFilterBehavior.Get) { Resource = "RefineFilter" },
            ["createCoursesSectionsPublishActions"] = new(new PublishActionBehavior(store).Nothing),
            ["createEmailsDomains"] = new(EmailDomainBehavior.FindOrCreate),
            ["getFunnelStructure"] = new(funnels.Structure),
            ["getFunnelStats"] = new(funnels.Stats),
            ["getPageStats"] = new(funnels.PageStats),
            ["getWorkflowStructure"] = new(new WorkflowBehavior(store).Structure),
            ["removeProductsFromPage"] = new(new PageBehavior(store).RemoveProducts),
            ["reorderFormsFields"] = new(new FormOperations(store).Reorder),
            ["refundOrdersTransactions"] = new(processor.Refund),
            ["previewOrdersLineItemsChange"] = new(processor.Preview),
            ["performOrdersLineItemsChange"] = new(processor.Perform),
            ["listProductsPricesChangeOptions"] = new(processor.ChangeOptions),
        };
    }

    public SpecialOperation? For(string operation) => _byId.GetValueOrDefault(operation);
}
