using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>The behaviors by resource; resources without one just store what they are sent.</summary>
internal sealed class BehaviorSet(RecordStore store)
{
    private readonly ResourceBehavior _plain = new(store);

    private readonly Dictionary<string, ResourceBehavior> _byResource = new()
    {
        ["Contact"] = new ContactBehavior(store),
        ["Product"] = new ProductBehavior(store),
        ["ProductVariant"] = new VariantBehavior(store),
        ["ProductPrice"] = new PriceBehavior(store),
        ["FulfillmentLocation"] = new LocationBehavior(store),
        ["Fulfillment"] = new FulfillmentBehavior(store),
        ["Order"] = new OrderBehavior(store),
        ["OrderLineItem"] = new LineItemBehavior(store),
        ["OrderInvoice"] = new InvoiceBehavior(store),
        ["OrderInvoiceLineItem"] = new LineItemBehavior(store),
        ["CourseEnrollment"] = new EnrollmentBehavior(store),
        ["WebhookEndpoint"] = new WebhookEndpointBehavior(store),
        ["Image"] = new ImageBehavior(store),
        ["ContactTag"] = new ContactTagBehavior(store),
        ["ContactAppliedTag"] = new ContactAppliedTagBehavior(store),
        ["OrderAppliedTag"] = new OrderAppliedTagBehavior(store),
        ["RefineFilter"] = new RefineFilterBehavior(store),
        ["ContactTagAction"] = new TagActionBehavior(store),
        ["ContactEnrollAction"] = new EnrollActionBehavior(store),
        ["ContactRunWorkflowAction"] = new RunWorkflowActionBehavior(store),
        ["ContactUnsubscribeAction"] = new UnsubscribeActionBehavior(store),
        ["ContactExportAction"] = new ExportActionBehavior(store),
        ["Community"] = new CommunityBehavior(store),
        ["CommunitySpaceGroup"] = new SpaceBehavior(store),
        ["CommunitySpace"] = new SpaceBehavior(store),
        ["CommunityPost"] = new PostBehavior(store),
        ["CommunityPostComment"] = new PostBehavior(store),
        ["CommunityPostLike"] = new LikeBehavior(store),
        ["CommunityPostCommentLike"] = new LikeBehavior(store),
        ["CommunityPostVideoEmbed"] = new VideoBehavior(store),
        ["CommunityMembership"] = new MembershipBehavior(store),
        ["CommunityBan"] = new BanBehavior(store),
        ["CommunityMembershipBanAction"] = new BanActionBehavior(store),
        ["CommunityMembershipAddToGroupAction"] = new GroupActionBehavior(store, adds: true),
        ["CommunityMembershipRemoveFromGroupAction"] = new GroupActionBehavior(store, adds: false),
        ["CommunityMembershipExportAction"] = new CommunityExportBehavior(
            store,
            "CommunityMembership",
            ["name", "email", "joined_at", "contact_name", "contact_email", "moderator"]
        ),
        ["CommunityBanUnbanAction"] = new UnbanActionBehavior(store),
        ["CommunityBanExportAction"] = new CommunityExportBehavior(
            store,
            "CommunityBan",
            ["contact_name", "contact_email", "reason", "created_at"]
        ),
        ["Course"] = new CourseBehavior(store),
        ["CourseSection"] = new SectionBehavior(store),
        ["CourseLesson"] = new LessonBehavior(store),
        ["CourseLessonCompletion"] = new CompletionBehavior(store),
        ["CourseSectionPublishAction"] = new PublishActionBehavior(store),
        ["Workflow"] = new WorkflowBehavior(store),
        ["WorkflowTrigger"] = new WorkflowTriggerBehavior(store),
        ["WorkflowStep"] = new WorkflowStepBehavior(store),
        ["WorkflowRun"] = new WorkflowRunBehavior(store),
        ["EmailSettings"] = new EmailSettingsBehavior(store),
        ["EmailDomain"] = new EmailDomainBehavior(store),
        ["EmailSenderAddress"] = new EmailAddressBehavior(store),
        ["EmailBroadcast"] = new BroadcastBehavior(store),
        ["EmailTemplate"] = new EmailTemplateBehavior(store),
        ["EmailBroadcastSendAction"] = new SendActionBehavior(store),
        ["Discount"] = new DiscountBehavior(store),
        ["OrderTransaction"] = new TransactionBehavior(store),
        ["SalesPipeline"] = new PipelineBehavior(store),
        ["SalesPipelineStage"] = new StageBehavior(store),
        ["SalesOpportunity"] = new OpportunityBehavior(store),
        ["Funnel"] = new FunnelBehavior(store),
        ["FunnelSplitTestStep"] = new SplitStepBehavior(store),
        ["FunnelConditionalSplitStep"] = new SplitStepBehavior(store),
        ["Page"] = new PageBehavior(store),
        ["ShippingProfile"] = new ShippingProfileBehavior(store),
        ["Site"] = new SiteBehavior(store),
        ["Theme"] = new ThemeBehavior(store),
    };

    /// <summary>A record of any resource that answers may show.</summary>
    public Record? Find(long id) => store.Find(id);

    public ResourceBehavior For(string resource) => _byResource.GetValueOrDefault(resource, _plain);
}
