using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviours;

/// <summary>The behaviours by resource; resources without one just store what they are sent.</summary>
internal sealed class BehaviourSet(RecordStore store)
{
    private readonly ResourceBehaviour _plain = new(store);

    private readonly Dictionary<string, ResourceBehaviour> _byResource = new()
    {
        ["Contact"] = new ContactBehaviour(store),
        ["Product"] = new ProductBehaviour(store),
        ["ProductVariant"] = new VariantBehaviour(store),
        ["ProductPrice"] = new PriceBehaviour(store),
        ["FulfillmentLocation"] = new LocationBehaviour(store),
        ["Fulfillment"] = new FulfillmentBehaviour(store),
        ["Order"] = new OrderBehaviour(store),
        ["OrderLineItem"] = new LineItemBehaviour(store),
        ["OrderInvoice"] = new InvoiceBehaviour(store),
        ["OrderInvoiceLineItem"] = new LineItemBehaviour(store),
        ["CourseEnrollment"] = new EnrollmentBehaviour(store),
        ["WebhookEndpoint"] = new WebhookEndpointBehaviour(store),
        ["Image"] = new ImageBehaviour(store),
        ["ContactTag"] = new ContactTagBehaviour(store),
        ["ContactAppliedTag"] = new ContactAppliedTagBehaviour(store),
        ["OrderAppliedTag"] = new OrderAppliedTagBehaviour(store),
        ["RefineFilter"] = new RefineFilterBehaviour(store),
        ["ContactTagAction"] = new TagActionBehaviour(store),
        ["ContactEnrollAction"] = new EnrollActionBehaviour(store),
        ["ContactRunWorkflowAction"] = new RunWorkflowActionBehaviour(store),
        ["ContactUnsubscribeAction"] = new UnsubscribeActionBehaviour(store),
        ["ContactExportAction"] = new ExportActionBehaviour(store),
        ["Community"] = new CommunityBehaviour(store),
        ["CommunitySpaceGroup"] = new SpaceBehaviour(store),
        ["CommunitySpace"] = new SpaceBehaviour(store),
        ["CommunityPost"] = new PostBehaviour(store),
        ["CommunityPostComment"] = new PostBehaviour(store),
        ["CommunityPostLike"] = new LikeBehaviour(store),
        ["CommunityPostCommentLike"] = new LikeBehaviour(store),
        ["CommunityPostVideoEmbed"] = new VideoBehaviour(store),
        ["CommunityMembership"] = new MembershipBehaviour(store),
        ["CommunityBan"] = new BanBehaviour(store),
        ["CommunityMembershipBanAction"] = new BanActionBehaviour(store),
        ["CommunityMembershipAddToGroupAction"] = new GroupActionBehaviour(store, adds: true),
        ["CommunityMembershipRemoveFromGroupAction"] = new GroupActionBehaviour(store, adds: false),
        ["CommunityMembershipExportAction"] = new CommunityExportBehaviour(store, "CommunityMembership", ["name", "email", "joined_at", "contact_name", "contact_email", "moderator"]),
        ["CommunityBanUnbanAction"] = new UnbanActionBehaviour(store),
        ["CommunityBanExportAction"] = new CommunityExportBehaviour(store, "CommunityBan", ["contact_name", "contact_email", "reason", "created_at"]),
        ["Course"] = new CourseBehaviour(store),
        ["CourseSection"] = new SectionBehaviour(store),
        ["CourseLesson"] = new LessonBehaviour(store),
        ["CourseLessonCompletion"] = new CompletionBehaviour(store),
        ["CourseSectionPublishAction"] = new PublishActionBehaviour(store),
        ["Workflow"] = new WorkflowBehaviour(store),
        ["WorkflowTrigger"] = new WorkflowTriggerBehaviour(store),
        ["WorkflowStep"] = new WorkflowStepBehaviour(store),
        ["WorkflowRun"] = new WorkflowRunBehaviour(store),
        ["EmailSettings"] = new EmailSettingsBehaviour(store),
        ["EmailDomain"] = new EmailDomainBehaviour(store),
        ["EmailSenderAddress"] = new EmailAddressBehaviour(store),
        ["EmailBroadcast"] = new BroadcastBehaviour(store),
        ["EmailTemplate"] = new EmailTemplateBehaviour(store),
        ["EmailBroadcastSendAction"] = new SendActionBehaviour(store),
        ["Discount"] = new DiscountBehaviour(store),
        ["OrderTransaction"] = new TransactionBehaviour(store),
        ["SalesPipeline"] = new PipelineBehaviour(store),
        ["SalesPipelineStage"] = new StageBehaviour(store),
        ["SalesOpportunity"] = new OpportunityBehaviour(store),
        ["Funnel"] = new FunnelBehaviour(store),
        ["FunnelSplitTestStep"] = new SplitStepBehaviour(store),
        ["FunnelConditionalSplitStep"] = new SplitStepBehaviour(store),
        ["Page"] = new PageBehaviour(store),
        ["ShippingProfile"] = new ShippingProfileBehaviour(store),
        ["Site"] = new SiteBehaviour(store),
        ["Theme"] = new ThemeBehaviour(store),
    };

    /// <summary>A record of any resource that answers may show.</summary>
    public Record? Find(long id) => store.Find(id);

    public ResourceBehaviour For(string resource) => _byResource.GetValueOrDefault(resource, _plain);
}
