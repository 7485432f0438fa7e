/// Which Debian packages have which shared libraries.
///
/// Made by Scripts/library-packages of Debian's lists (bookworm's Contents, and the names of trixie's packages): change the script,
/// not this file.
enum LibraryTable {
    /// `library=package`; the package is left out where Debian policy 8.1 names it, and a plus says that it ends in `t64` since trixie.
    static let libraries: StaticString = """
        lib2Dfft.so.1=mffm-fftw1 lib3MF.so.1+ lib3ds-1.so=lib3ds-1-3 lib3ds-1.so.3 lib4ti2common.so.0=lib4ti2-0+
        lib4ti2gmp.so.0=lib4ti2-0+ lib4ti2int32.so.0=lib4ti2-0+ lib4ti2int64.so.0=lib4ti2-0+ lib4ti2util.so.0=lib4ti2-0+
        libASGTK.so.1=libafterstep1+ libAceDispatch.so.2=libiv-unidraw2+ libAfterBase.so.0=libafterimage0+
        libAfterConf.so.1=libafterstep1+ libAfterImage.so.0+ libAfterStep.so.1+
        libAiksaurus-1.2.so.0=libaiksaurus-1.2-0c2a libAttrGlyph.so.2=libiv-unidraw2+ libAttribute.so.2=libiv-unidraw2+
        libAudioMask.so.1 libAvogadroCalc.so.1=libavogadro2-1+ libAvogadroCore.so.1=libavogadro2-1+
        libAvogadroIO.so.1=libavogadro2-1+ libAvogadroMoleQueue.so.1=libavogadro2-1+
        libAvogadroQtGui.so.1=libavogadro2-1+ libAvogadroQtOpenGL.so.1=libavogadro2-1+
        libAvogadroQtPlugins.so.1=libavogadro2-1+ libAvogadroQuantumIO.so.1=libavogadro2-1+
        libAvogadroRendering.so.1=libavogadro2-1+ libBigWig.so.0+ libBlocksRuntime.so.0 libBrokenLocale.so.1=libc6
        libCCfits.so.0=libccfits0v5 libCEGUIBase-0.so.2=libcegui-mk2-0.8.7+
        libCEGUICommonDialogs-0.so.2=libcegui-mk2-0.8.7+ libCEGUIIrrlichtRenderer-0.so.2=libcegui-mk2-0.8.7+
        libCEGUILuaScriptModule-0.so.2=libcegui-mk2-0.8.7+ libCEGUINullRenderer-0.so.2=libcegui-mk2-0.8.7+
        libCEGUIOgreRenderer-0.so.2=libcegui-mk2-0.8.7+ libCEGUIOpenGLESRenderer-0.so.2=libcegui-mk2-0.8.7+
        libCEGUIOpenGLRenderer-0.so.2=libcegui-mk2-0.8.7+ libCHART-1.6.so.0=libfox-1.6-0 libCHECKREG.so.0=libtopcom0+
        libCNearTree.so.7+ libCQRlib.so.2 libCVector.so.2 libCharLS.so.2 libCifti.so.0+ libComGlyph.so.2=libiv-unidraw2+
        libComTerp.so.2=libiv-unidraw2+ libComUnidraw.so.2=libiv-unidraw2+ libComUtil.so.2=libiv-unidraw2+
        libDBusKit.so.0 libDX.so.4+ libDXL.so.4=libdx4+ libDXcallm.so.4=libdx4+ libDXlite.so.4=libdx4+
        libDebugUtils.so.1=librecast1 libDetour.so.1=librecast1 libDetourCrowd.so.1=librecast1
        libDetourTileCache.so.1=librecast1 libDrawServ.so.2=libiv-unidraw2+ libDylp.so.1=coinor-libdylp1 libEGL.so.1
        libEGL_mesa.so.0 libEMF.so.1 libFAudio.so.0 libFOX-1.6.so.0 libFS.so.6 libFcitx5Config.so.6 libFcitx5Core.so.7
        libFcitx5GClient.so.2 libFcitx5Qt5DBusAddons.so.1=libfcitx5-qt1 libFcitx5Qt5WidgetsAddons.so.2=libfcitx5-qt1
        libFcitx5Qt6DBusAddons.so.1=libfcitx5-qt6-1 libFcitx5Utils.so.2 libFcitxQt5DBusAddons.so.1=libfcitx-qt5-1
        libFcitxQt5WidgetsAddons.so.1=libfcitx-qt5-1 libFrameUnidraw.so.2=libiv-unidraw2+ libGDF.so.0+ libGDSII.so.0
        libGL.so.1 libGLC.so.0 libGLESv1_CM.so.1=libgles1 libGLESv2.so.2=libgles2 libGLU.so.1=libglu1-mesa libGLX.so.0
        libGLX_indirect.so.0=libglx-mesa0 libGLX_mesa.so.0 libGL_image_display.so.0
        libGL_image_display_fltk.so.0=libgl-image-display0 libGLdispatch.so.0=libglvnd0 libGVars3.so.0+
        libGVars3_headless.so.0+ libGammu.so.8+ libGenome.so.0 libGeoIP.so.1+ libGkArrays.so.1+
        libGlacier2++11.so.37=libzeroc-ice3.7+ libGlacier2.so.37=libzeroc-ice3.7+
        libGlacier2CryptPermissionsVerifier.so.37=libzeroc-ice3.7+ libGrantlee_Templates.so.5
        libGrantlee_TextDocument.so.5 libGraphUnidraw.so.2=libiv-unidraw2+ libGraphicsMagick++-Q16.so.12+
        libGraphicsMagick-Q16.so.3+ libGraphicsMagickWand-Q16.so.2=libgraphicsmagick-q16-3+ libHBAAPI.so.2
        libHTSEngine.so.1 libHTTPDFaust.so.0=libfaust2+ libHX.so.32+ libICE.so.6 libIDL-2.so.0 libIL.so.1=libdevil1c2
        libILU.so.1=libdevil1c2 libILUT.so.1=libdevil1c2 libIMECore.so.0 libIMEPinyin.so.0 libIMETable.so.0
        libINIReader.so.0 libINIReader.so.55=libinireader0 libIPMIlanserv.so.0=libopenipmi0+
        libIV-common.so.2=libiv-unidraw2+ libIV.so.2+ libIVGlyph.so.2=libiv-unidraw2+ libIce++11.so.37=libzeroc-ice3.7+
        libIce.so.37=libzeroc-ice3.7+ libIceBT++11.so.37=libzeroc-ice3.7+ libIceBT.so.37=libzeroc-ice3.7+
        libIceBox++11.so.37=libzeroc-ice3.7+ libIceBox.so.37=libzeroc-ice3.7+ libIceDB.so.37=libzeroc-ice3.7+
        libIceDiscovery++11.so.37=libzeroc-ice3.7+ libIceDiscovery.so.37=libzeroc-ice3.7+
        libIceGrid++11.so.37=libzeroc-ice3.7+ libIceGrid.so.37=libzeroc-ice3.7+
        libIceLocatorDiscovery++11.so.37=libzeroc-ice3.7+ libIceLocatorDiscovery.so.37=libzeroc-ice3.7+
        libIcePatch2.so.37=libzeroc-ice3.7+ libIceSSL++11.so.37=libzeroc-ice3.7+ libIceSSL.so.37=libzeroc-ice3.7+
        libIceStorm++11.so.37=libzeroc-ice3.7+ libIceStorm.so.37=libzeroc-ice3.7+ libIceXML.so.37=libzeroc-ice3.7+
        libIex-3_1.so.30=libopenexr-3-1-30 libIlmThread-3_1.so.30=libopenexr-3-1-30 libImath-3_1.so.29+
        libImlib2.so.1=libimlib2+ libInventor.so.1+ libInventorXt.so.1=libinventor1+ libIrcCore.so.3+ libIrcModel.so.3+
        libIrcUtil.so.3+ libIsoSpec++.so.2+ libJerasure.so.2 libJudy.so.1=libjudydebian1 libKChart.so.2 libKGantt.so.2
        libKOSM.so.1 libKOSMIndoorMap.so.1 libKOpeningHours.so.1 libKPropertyCore3.so.4 libKPropertyWidgets3.so.4
        libKPublicTransport.so.1 libKReport3.so.4 libKSeExpr.so.4 libKSeExprUI.so.4 libKUserFeedbackCore.so.1
        libKUserFeedbackWidgets.so.1 libKXL.so.0 libKasten4Controllers.so.0 libKasten4Core.so.0 libKasten4Gui.so.0
        libKasten4Okteta2Controllers.so.0 libKasten4Okteta2Core.so.0 libKasten4Okteta2Gui.so.0 libLASi.so.2=liblasi0+
        libLerc.so.4 libLfunction.so.1+ libLomiriGestures.so.5+ libLomiriMetrics.so.5+ libLomiriSystemSettings.so.1
        libLomiriToolkit.so.5+ libMAdLib.so.0=libmadlib libMUSCLE-3.7.so.1=libmuscle1 libMUSCLE.so.1
        libMagPlus.so.3=libmagplus3v5 libMagPlusDouble.so.3=libmagplus3v5 libMagPlusSingle.so.3=libmagplus3v5
        libMapReduceMPI.so.1=libmrmpi1 libMems.so.1+ libMesaOpenCL.so.1=mesa-opencl-icd libMrm.so.3=libmrm4 libMrm.so.4
        libNCrystal.so.1+ libNGc.so.1=libncarg0+ libNGcgm.so.1=libncarg0+ libNGcn.so.1=libncarg0+
        libNGctrans.so.1=libncarg0+ libNGff.so.1=libncarg0+ libNGgks.so.1=libncarg0+ libNGgksCTXT.so.1=libncarg0+
        libNGgksPDF.so.1=libncarg0+ libNGgksPS.so.1=libncarg0+ libNGgksX.so.1=libncarg0+ libNGhlu.so.1=libncarg0+
        libNGllu.so.1=libncarg0+ libNGlluC.so.1=libncarg0+ libNGmath.so.1=libncarg0+ libNGmisc.so.1=libncarg0+
        libNGmisc2.so.1=libncarg0+ libNGmp.so.1=libncarg0+ libNGncl.so.1=libncarg0+ libNGnfp.so.1=libncarg0+
        libNGnfpfort.so.1=libncarg0+ libNGras.so.1=libncarg0+ libNX_X11.so.6+ libNeXus.so.1 libNeXusCPP.so.1=libnexus1
        libNucleotideLikelihoodCore.so.0 libOIS-1.3.0.so=libois-1.3.0v5 libOSCFaust.so.1=libfaust2+ libOSMesa.so.6
        libOSMesa.so.8=libosmesa6 libObjCryst.so.0 libOkteta3Core.so.0 libOkteta3Gui.so.0
        libOpenCL.so.1=ocl-icd-libopencl1 libOpenEXR-3_1.so.30 libOpenEXRCore-3_1.so.30=libopenexr-3-1-30
        libOpenEXRUtil-3_1.so.30=libopenexr-3-1-30 libOpenGL.so.0 libOpenIPMI.so.0+
        libOpenIPMIcmdlang.so.0=libopenipmi0+ libOpenIPMIposix.so.0=libopenipmi0+ libOpenIPMIpthread.so.0=libopenipmi0+
        libOpenIPMIui.so.1=libopenipmi0+ libOpenIPMIutils.so.0=libopenipmi0+ libOpenMS.so.2=libopenms2.6.0
        libOpenMS_GUI.so.2=libopenms2.6.0 libOpenNI.jni.so.0=libopenni0+ libOpenNI.so.0+ libOpenNI2.so.0
        libOpenSwathAlgo.so.2=libopenms2.6.0 libOpenThreads.so.21 libOrthancFramework.so.1
        libOverlayUnidraw.so.2=libiv-unidraw2+ libPhabricatorHelpers.so.5=libkf5purpose-bin libPopplerKit.so.0
        libPreferencePanes.so.1 libProgressBar.so.0=libgkarrays1+ libQApt.so.3 libQCodeEditor.so.0 libQCoro5Core.so.0+
        libQCoro5DBus.so.0+ libQCoro5Network.so.0+ libQCoro5Qml.so.0+ libQCoro5Quick.so.0+ libQCoro5WebSockets.so.0+
        libQCoro6Core.so.0+ libQCoro6DBus.so.0+ libQCoro6Network.so.0+ libQCoro6Qml.so.0+ libQCoro6Quick.so.0+
        libQCoro6WebSockets.so.0+ libQGLViewer-qt5.so.2=libqglviewer2-qt5+ libQHttpEngine.so.0 libQMath3d.so.1
        libQt53DAnimation.so.5 libQt53DCore.so.5 libQt53DExtras.so.5 libQt53DInput.so.5 libQt53DLogic.so.5
        libQt53DQuick.so.5 libQt53DQuickAnimation.so.5 libQt53DQuickExtras.so.5 libQt53DQuickInput.so.5
        libQt53DQuickRender.so.5 libQt53DQuickScene2D.so.5 libQt53DRender.so.5 libQt5Bluetooth.so.5 libQt5Charts.so.5
        libQt5Concurrent.so.5+ libQt5Contacts.so.5=libqt5contacts5a libQt5DBus.so.5+ libQt5DataVisualization.so.5
        libQt5Designer.so.5 libQt5DesignerComponents.so.5 libQt5EglFSDeviceIntegration.so.5=libqt5gui5+
        libQt5EglFsKmsSupport.so.5=libqt5gui5+ libQt5Feedback.so.5 libQt5Gamepad.so.5 libQt5Gui.so.5+ libQt5Help.so.5
        libQt5HunspellInputMethod.so.5 libQt5Location.so.5 libQt5Multimedia.so.5 libQt5MultimediaGstTools.so.5
        libQt5MultimediaQuick.so.5 libQt5MultimediaWidgets.so.5 libQt5Network.so.5+ libQt5NetworkAuth.so.5
        libQt5Nfc.so.5 libQt5OpenGL.so.5+ libQt5Organizer.so.5=libqt5organizer5a libQt5Pas.so.1 libQt5Pdf.so.5
        libQt5PdfWidgets.so.5 libQt5Positioning.so.5 libQt5PositioningQuick.so.5 libQt5PrintSupport.so.5+
        libQt5PublishSubscribe.so.5+ libQt5Qml.so.5 libQt5QmlModels.so.5 libQt5QmlWorkerScript.so.5 libQt5Quick.so.5
        libQt5QuickControls2.so.5 libQt5QuickParticles.so.5 libQt5QuickShapes.so.5 libQt5QuickTemplates2.so.5
        libQt5QuickTest.so.5 libQt5QuickWidgets.so.5 libQt5Script.so.5 libQt5ScriptTools.so.5 libQt5Sensors.so.5
        libQt5SerialPort.so.5 libQt5ServiceFramework.so.5+ libQt5Sql.so.5+ libQt5Svg.so.5 libQt5SystemInfo.so.5+
        libQt5Test.so.5+ libQt5TextToSpeech.so.5 libQt5Versit.so.5=libqt5versit5a
        libQt5VersitOrganizer.so.5=libqt5versitorganizer5a libQt5VirtualKeyboard.so.5 libQt5WaylandClient.so.5
        libQt5WaylandCompositor.so.5 libQt5WebChannel.so.5 libQt5WebEngine.so.5 libQt5WebEngineCore.so.5
        libQt5WebEngineWidgets.so.5 libQt5WebSockets.so.5 libQt5WebView.so.5 libQt5Widgets.so.5+ libQt5X11Extras.so.5
        libQt5XcbQpa.so.5=libqt5gui5+ libQt5Xdg.so.3 libQt5XdgIconLoader.so.3 libQt5Xml.so.5+ libQt5XmlPatterns.so.5
        libQt63DAnimation.so.6 libQt63DCore.so.6 libQt63DExtras.so.6 libQt63DInput.so.6 libQt63DLogic.so.6
        libQt63DQuick.so.6 libQt63DQuickExtras.so.6 libQt63DQuickScene2D.so.6 libQt63DRender.so.6 libQt6Bluetooth.so.6
        libQt6Bodymovin.so.6 libQt6Charts.so.6 libQt6Concurrent.so.6 libQt6Core.so.6+ libQt6Core5Compat.so.6
        libQt6DBus.so.6 libQt6DataVisualization.so.6 libQt6Designer.so.6 libQt6DesignerComponents.so.6
        libQt6EglFSDeviceIntegration.so.6=libqt6opengl6 libQt6EglFsKmsGbmSupport.so.6=libqt6opengl6
        libQt6EglFsKmsSupport.so.6=libqt6opengl6 libQt6Gui.so.6 libQt6Help.so.6 libQt6HttpServer.so.6
        libQt6Multimedia.so.6 libQt6MultimediaWidgets.so.6 libQt6Network.so.6 libQt6NetworkAuth.so.6 libQt6Nfc.so.6
        libQt6OpenGL.so.6 libQt6OpenGLWidgets.so.6 libQt6Pdf.so.6 libQt6PdfQuick.so.6 libQt6PdfWidgets.so.6
        libQt6Positioning.so.6 libQt6PositioningQuick.so.6 libQt6PrintSupport.so.6 libQt6Qml.so.6 libQt6QmlCompiler.so.6
        libQt6QmlModels.so.6 libQt6QmlWorkerScript.so.6 libQt6Quick.so.6 libQt6Quick3D.so.6
        libQt6Quick3DAssetImport.so.6 libQt6Quick3DAssetUtils.so.6 libQt6Quick3DGlslParser.so.6
        libQt6Quick3DIblBaker.so.6 libQt6Quick3DPhysics.so.6 libQt6Quick3DRuntimeRender.so.6
        libQt6Quick3DSpatialAudio.so.6=qml6-module-qtquick3d-spatialaudio libQt6Quick3DUtils.so.6
        libQt6QuickControls2.so.6 libQt6QuickShapes.so.6 libQt6QuickTemplates2.so.6 libQt6QuickTest.so.6
        libQt6QuickWidgets.so.6 libQt6RemoteObjects.so.6 libQt6Scxml.so.6 libQt6Sensors.so.6 libQt6SerialBus.so.6
        libQt6SerialPort.so.6 libQt6ShaderTools.so.6 libQt6SpatialAudio.so.6 libQt6Sql.so.6 libQt6StateMachine.so.6
        libQt6Svg.so.6 libQt6SvgWidgets.so.6 libQt6Test.so.6 libQt6TextToSpeech.so.6 libQt6UiTools.so.6
        libQt6VirtualKeyboard.so.6 libQt6WaylandClient.so.6 libQt6WaylandCompositor.so.6 libQt6WebChannel.so.6
        libQt6WebEngineCore.so.6 libQt6WebEngineQuick.so.6 libQt6WebEngineWidgets.so.6 libQt6WebSockets.so.6
        libQt6WebView.so.6 libQt6Widgets.so.6 libQt6WlShellIntegration.so.6 libQt6XcbQpa.so.6=libqt6gui6 libQt6Xml.so.6
        libQtColorWidgets.so.2=libqt-color-widgets2 libQuantLib.so.0=libquantlib0v5
        libRDKitAbbreviations.so.1=librdkit1+ libRDKitAlignment.so.1=librdkit1+ libRDKitCIPLabeler.so.1=librdkit1+
        libRDKitCatalogs.so.1=librdkit1+ libRDKitChemReactions.so.1=librdkit1+ libRDKitChemTransforms.so.1=librdkit1+
        libRDKitChemicalFeatures.so.1=librdkit1+ libRDKitDataStructs.so.1=librdkit1+ libRDKitDepictor.so.1=librdkit1+
        libRDKitDeprotect.so.1=librdkit1+ libRDKitDescriptors.so.1=librdkit1+ libRDKitDistGeomHelpers.so.1=librdkit1+
        libRDKitDistGeometry.so.1=librdkit1+ libRDKitEigenSolvers.so.1=librdkit1+ libRDKitFMCS.so.1=librdkit1+
        libRDKitFileParsers.so.1=librdkit1+ libRDKitFilterCatalog.so.1=librdkit1+ libRDKitFingerprints.so.1=librdkit1+
        libRDKitForceField.so.1=librdkit1+ libRDKitForceFieldHelpers.so.1=librdkit1+ libRDKitFragCatalog.so.1=librdkit1+
        libRDKitGenericGroups.so.1=librdkit1+ libRDKitGraphMol.so.1=librdkit1+ libRDKitInfoTheory.so.1=librdkit1+
        libRDKitMMPA.so.1=librdkit1+ libRDKitMolAlign.so.1=librdkit1+ libRDKitMolCatalog.so.1=librdkit1+
        libRDKitMolChemicalFeatures.so.1=librdkit1+ libRDKitMolDraw2D.so.1=librdkit1+
        libRDKitMolEnumerator.so.1=librdkit1+ libRDKitMolHash.so.1=librdkit1+ libRDKitMolInterchange.so.1=librdkit1+
        libRDKitMolStandardize.so.1=librdkit1+ libRDKitMolTransforms.so.1=librdkit1+ libRDKitO3AAlign.so.1=librdkit1+
        libRDKitOptimizer.so.1=librdkit1+ libRDKitPartialCharges.so.1=librdkit1+ libRDKitRDBoost.so.1=librdkit1+
        libRDKitRDGeneral.so.1=librdkit1+ libRDKitRDGeometryLib.so.1=librdkit1+ libRDKitRDStreams.so.1=librdkit1+
        libRDKitRGroupDecomposition.so.1=librdkit1+ libRDKitReducedGraphs.so.1=librdkit1+
        libRDKitSLNParse.so.1=librdkit1+ libRDKitScaffoldNetwork.so.1=librdkit1+ libRDKitShapeHelpers.so.1=librdkit1+
        libRDKitSimDivPickers.so.1=librdkit1+ libRDKitSmilesParse.so.1=librdkit1+ libRDKitSubgraphs.so.1=librdkit1+
        libRDKitSubstructLibrary.so.1=librdkit1+ libRDKitSubstructMatch.so.1=librdkit1+
        libRDKitTautomerQuery.so.1=librdkit1+ libRDKitTrajectory.so.1=librdkit1+ libRDKitga.so.1=librdkit1+
        libRDKithc.so.1=librdkit1+ libRKC.so.1=libcanna1g libRKC16.so.1=libcanna1g libRTKLib.so.1 libRecast.so.1
        libRenaissance.so.0 libReviewboardHelpers.so.5=libkf5purpose-bin libRusticlOpenCL.so.1=mesa-opencl-icd
        libSBJson.so.2=libsbjson2.3+ libSDL-1.2.so.0=libsdl1.2debian libSDL2-2.0.so.0 libSDL2_gfx-1.0.so.0
        libSDL2_image-2.0.so.0 libSDL2_mixer-2.0.so.0 libSDL2_net-2.0.so.0 libSDL2_ttf-2.0.so.0 libSDL_Pango.so.1
        libSDL_gfx.so.15=libsdl-gfx1.2-5 libSDL_gfx.so.5=libsdl-gfx1.2-5 libSDL_image-1.2.so.0=libsdl-image1.2
        libSDL_kitchensink.so.1 libSDL_mixer-1.2.so.0=libsdl-mixer1.2 libSDL_net-1.2.so.0=libsdl-net1.2
        libSDL_sound-1.0.so.1=libsdl-sound1.2 libSDL_ttf-2.0.so.0=libsdl-ttf2.0-0 libSGE.so.0=libsdl-sge
        libSILLY.so.1=libsilly libSM.so.6 libSOIL.so.1 libSample-NiSampleModule.so.0=libopenni0+ libSciTokens.so.0+
        libSoQt.so.520+ libSoundTouch.so.1 libSoundTouchDll.so.1=libsoundtouch1 libStatGen.so.1
        libSuperHirn.so.2=libopenms2.6.0 libTECkit.so.0 libTECkit_Compiler.so.0=libteckit0 libTOPCOM.so.0+
        libTime.so.2=libiv-unidraw2+ libTogl.so.2 libToglstub.so.2=libtogl2 libTopoFace.so.2=libiv-unidraw2+
        libUil.so.3=libuil4 libUil.so.4 libUniIdraw.so.2=libiv-unidraw2+ libUnidraw-common.so.2=libiv-unidraw2+
        libUnidraw.so.2=libiv-unidraw2+ libUnitTest++.so.2 libVFlib3.so.10=vflib3 libWINGs.so.3 libWMaker.so.1
        libWPEBackend-fdo-1.0.so=libwpebackend-fdo-1.0-1 libWPEBackend-fdo-1.0.so.1 libWUtil.so.5 libWildMidi.so.2
        libWm5Applications.so.5=libwildmagic5 libWm5Core.so.5=libwildmagic5 libWm5Graphics.so.5=libwildmagic5
        libWm5Imagics.so.5=libwildmagic5 libWm5Mathematics.so.5=libwildmagic5 libWm5Physics.so.5=libwildmagic5
        libX11-xcb.so.1 libX11.so.6 libXNVCtrl.so.0 libXRes.so.1 libXau.so.6 libXaw.so.7 libXaw3dxft.so.6+
        libXaw3dxft.so.8 libXaw7.so.7=libxaw7 libXbae.so.4=libxbae4m libXcomp.so.3+ libXcomposite.so.1
        libXcompshad.so.3+ libXcursor.so.1 libXdamage.so.1 libXdmcp.so.6 libXdmf.so.3+ libXdmfCore.so.3=libxdmf3+
        libXdmfUtils.so.3=libxdmf3+ libXext.so.6 libXfixes.so.3 libXfont2.so.2=libxfont2 libXft.so.2 libXi.so.6
        libXinerama.so.1 libXm.so.3=libxm4 libXm.so.4 libXmu.so.6 libXmuu.so.1
        libXnCore.so.0=libopenni-sensor-primesense0 libXnDDK.so.0=libopenni-sensor-primesense0
        libXnDeviceFile.so.0=libopenni-sensor-primesense0 libXnDeviceSensorV2.so.0=libopenni-sensor-primesense0
        libXnFormats.so.0=libopenni-sensor-primesense0 libXorcode.so.1=liberasurecode1 libXpm.so.4 libXpresent.so.1
        libXrandr.so.2 libXrdAccSciTokens-5.so=xrootd-scitokens-plugins libXrdAppUtils.so.2+
        libXrdBlacklistDecision-5.so=xrootd-server-plugins libXrdBwm-5.so=xrootd-server-plugins
        libXrdCeph-5.so=xrootd-ceph-plugins libXrdCephPosix.so.0 libXrdCephXattr-5.so=xrootd-ceph-plugins
        libXrdCksCalczcrc32-5.so=xrootd-plugins libXrdCl.so.3+ libXrdClHttp-5.so=xrootd-client-http-plugins
        libXrdClProxyPlugin-5.so=xrootd-client-plugins libXrdClRecorder-5.so=xrootd-client-plugins
        libXrdCmsRedirectLocal-5.so=xrootd-server-plugins libXrdCrypto.so.2+ libXrdCryptoLite.so.2+
        libXrdCryptossl-5.so=xrootd-plugins libXrdFfs.so.3+ libXrdFileCache-5.so=xrootd-server-plugins
        libXrdHttp-5.so=xrootd-server-plugins libXrdHttpTPC-5.so=xrootd-server-plugins libXrdHttpUtils.so.2+
        libXrdHttpVOMS-5.so=xrootd-voms-plugins libXrdMacaroons-5.so=xrootd-server-plugins
        libXrdN2No2p-5.so=xrootd-server-plugins libXrdOfsPrepGPI-5.so=xrootd-server-plugins
        libXrdOssCsi-5.so=xrootd-server-plugins libXrdOssSIgpfsT-5.so=xrootd-server-plugins
        libXrdPfc-5.so=xrootd-server-plugins libXrdPosix.so.3+ libXrdPosixPreload.so.2=libxrdposix3+
        libXrdPss-5.so=xrootd-server-plugins libXrdSec-5.so=xrootd-plugins libXrdSecProt-5.so=xrootd-plugins
        libXrdSecgsi-5.so=xrootd-plugins libXrdSecgsiAUTHZVO-5.so=xrootd-plugins libXrdSecgsiGMAPDN-5.so=xrootd-plugins
        libXrdSecgsiVOMS-5.so=xrootd-voms-plugins libXrdSeckrb5-5.so=xrootd-plugins libXrdSecpwd-5.so=xrootd-plugins
        libXrdSecsss-5.so=xrootd-plugins libXrdSecunix-5.so=xrootd-plugins libXrdSecztn-5.so=xrootd-plugins
        libXrdServer.so.3+ libXrdSsi-5.so=xrootd-server-plugins libXrdSsiLib.so.2+
        libXrdSsiLog-5.so=xrootd-server-plugins libXrdSsiShMap.so.2+ libXrdThrottle-5.so=xrootd-server-plugins
        libXrdUtils.so.3+ libXrdVoms-5.so=xrootd-voms-plugins libXrdXml.so.3+ libXrdXrootd-5.so=xrootd-server-plugins
        libXrender.so.1 libXsettings-client.so.0 libXsettings.so.0 libXss.so.1 libXt.so.6+ libXtst.so.6 libXv.so.1
        libXvMC.so.1 libXvMCW.so.1=libxvmc1 libXxf86dga.so.1 libXxf86vm.so.1 libZThread-2.3.so.2+
        liba52-0.7.4.so=liba52-0.7.4 libaa.so.1 libaacs.so.0 libabiword-3.0.so=libabiword-3.0 libabw-0.1.so.1
        libaccel-config.so.1 libaccounts-glib.so.0 libaccounts-qt5.so.1 libaccountsservice.so.0 libacl.so.1 libacpi.so.0
        libad9361.so.0 libaddress_sorting.so.29=libgrpc29+ libaddrxlat.so.3=libkdumpfile10 libadmesh.so.1
        libadmsAdmstpath.so.0=libadms0 libadmsElement.so.0=libadms0 libadmsPreprocessor.so.0=libadms0
        libadmsVeriloga.so.0=libadms0 libadns.so.1+ libadolc.so.2+ libadplug-2.3.3.so.0 libadwaita-1.so.0
        libadwaitaqt.so.1 libadwaitaqt6.so.1 libadwaitaqt6priv.so.1 libadwaitaqtpriv.so.1 libaec.so.0
        libafsauthent.so.2+ libafsrpc.so.2+ libagg.so.2+ libahp_gt.so.1 libahp_xc.so.1 libaio.so.1+ libairspy.so.0
        libairspyhf.so.1 libakai.so.0+ libaldmb.so.1+ libalgorithms.so.1+ libalkimia5.so.8 libalsaplayer.so.0
        libalure.so.1 libalut.so.0 libambix.so.0 libamd_comgr.so.2 libamdhip64.so.5 libaml.so.0+ libamplsolver.so.0
        libanl.so.1=libc6 libann-cctbx.so.0 libann.so.0 libann_adaptor.so.0=libcctbx0 libansilove.so.1 libanthy.so.1+
        libanthydic.so.1=libanthy1+ libanthyinput.so.0+ libantlr3c-3.4.so.0 libao.so.4 libaoflagger.so.0 libaom.so.3
        libaosd-text.so.2 libaosd.so.2 libapbs_fem.so.3=libapbs3+ libapbs_generic.so.3=libapbs3+
        libapbs_mg.so.3=libapbs3+ libapbs_pmgc.so.3=libapbs3+ libapbs_routines.so.3=libapbs3+ libapertium-lex-tools.so.1
        libapertium.so.3 libaperture-0.so.0 libapogee.so.3+ libapophenia.so.2+ libapparmor.so.1
        libapphb.so.2=libheartbeat2+ libappindicator3.so.1=libayatana-appindicator3-1 libappmenu-gtk3-parser.so.0
        libappstream-compose.so.0 libappstream-glib.so.8 libapr-1.so.0=libapr1+ libapriltag-utils.so.3=libapriltag3+
        libapriltag.so.3+ libaprutil-1.so.0=libaprutil1+ libaqbanking.so.44 libaravis-0.8.so.0 libarchive.so.13+
        libargon2.so.1 libargtable2.so.0 libaria2.so.0 libaribb24.so.0+ libarpack++.so.2=libarpack++2c2a libarpack.so.2+
        libart_lgpl_2.so.2=libart-2.0-2 libasl.so.0+ libaslacl.so.0=libasl0+ libaslcommon.so.0=libasl0+
        libaslmatio.so.0=libasl0+ libaslnum.so.0=libasl0+ libaslnumext.so.0=libasl0+ libaslvtk.so.0=libasl0+
        libasm-0.188.so=libasm1+ libasm.so.1+ libasn1c.so.1=osmo-libasn1c1+ libasound.so.2+ libaspell.so.15
        libasprintf.so.0=libasprintf0v5 libass.so.9 libassimp.so.5 libast.so.2+ libastro.so.1 libastrometry.so.0+
        libastyle.so.3 libasymmetric_map.so.0=libcctbx0 libasyncns.so.0 libatasmart.so.4 libatf-c++.so.2=libatf-c++-2
        libatf-c.so.1=libatf-c-1 libatk-1.0.so.0=libatk1.0-0+ libatk-bridge-2.0.so.0=libatk-bridge2.0-0+
        libatkmm-1.6.so.1=libatkmm-1.6-1v5 libatlas.so.3=libatlas3-base libatlas_ecmwf.so.0=libatlas-ecmwf-0
        libatlas_ecmwf_f.so.0=libatlas-ecmwf-0 libatlas_ecmwf_io.so.0=libatlas-ecmwf-0 libatm.so.1+ libatomic.so.1
        libatomic_queue.so.0 libatopology.so.2+ libatrildocument.so.3+ libatrilview.so.3+ libatspi.so.0=libatspi2.0-0+
        libattr.so.1 libaubio.so.5 libaudclient.so.2 libaudcore.so.5+ libaudio.so.2 libaudiofile.so.1 libaudit.so.1
        libaudtag.so.3+ libaugeas.so.0 libauparse.so.0+ libavahi-client.so.3 libavahi-common.so.3 libavahi-core.so.7
        libavahi-glib.so.1 libavahi-gobject.so.0 libavahi-ui-gtk3.so.0 libavc1394.so.0 libavcall.so.1
        libaviplay-0.7.so.0=libavifile-0.7c2 libavkys.so.9 libavl.so.1+ libax25.so.0=libax25 libax25io.so.0=libax25
        libaxc.so.0 libayatana-appindicator3.so.1 libayatana-common.so.0 libayatana-ido3-0.4.so.0
        libayatana-indicator3.so.7 libb2.so.1 libbabeltrace-ctf-metadata.so.1=libbabeltrace1
        libbabeltrace-ctf-text.so.1=libbabeltrace1 libbabeltrace-ctf.so.1=libbabeltrace1
        libbabeltrace-dummy.so.1=libbabeltrace1 libbabeltrace-lttng-live.so.1=libbabeltrace1 libbabeltrace.so.1
        libbabeltrace2-ctf-writer.so.0=libbabeltrace2-0 libbabeltrace2.so.0 libbabl-0.1.so.0 libbambamc.so.0
        libbamf3.so.2+ libbase.so.1+ libbase16384.so.2 libbasicflakes.so.17=calligra-libs libbasicobjects.so.0+
        libbcc.so.0=libbpfcc libbcc_bpf.so.0=libbpfcc libbcg729.so.0 libbcmatroska2.so.5 libbdd.so.0=libbdd0c2
        libbde.so.1+ libbdplus.so.0 libbearssl.so.0 libbelcard.so.1 libbelr.so.1 libbemenu.so.0 libbfb.so.0+
        libbfio.so.1 libbg.so.2 libbibutils.so.8 libbinio.so.1=libbinio1v5 libbiometric.so.0 libbiometry.so.1
        libbiosig.so.3 libbitmask.so.1 libbladeRF.so.2 libblas.so.3 libblast.so.6=libncbi6+ libblastapi.so.6=libncbi6+
        libblastcompadj.so.6=libncbi6+ libbliss.so.2 libblkid.so.1 libblosc.so.1 libbluetooth.so.3 libbluray.so.2
        libbmusb.so.6 libbobcat.so.6 libbogl.so.0 libboinc.so.7+ libboinc_api.so.7=libboinc-app7+
        libboinc_crypt.so.7=libboinc7+ libboinc_graphics2.so.7=libboinc-app7+ libboinc_opencl.so.7=libboinc-app7+
        libboinc_zip.so.7=libboinc7+ libboolstuff-0.1.so.0 libbotan-2.so.19 libbox2d.so.2 libbpf.so.1 libbpp-core.so.4+
        libbpp-phyl-omics.so.3+ libbpp-phyl.so.12+ libbpp-popgen.so.8+ libbpp-qt.so.2+ libbpp-raa.so.4+
        libbpp-seq-omics.so.3+ libbpp-seq.so.12+ libbrahe-1.3.so.3 libbraiding.so.0+
        libbrasero-burn3.so.1=libbrasero-media3-1 libbrasero-media3.so.1 libbrasero-utils3.so.1=libbrasero-media3-1
        libbrotlicommon.so.1=libbrotli1 libbrotlidec.so.1=libbrotli1 libbrotlienc.so.1=libbrotli1 libbs2b.so.0
        libbsd.so.0 libbson-1.0.so.0+ libbt.so.0 libbtbb.so.1 libbtparse.so.2 libbtrfs.so.0+ libbtrfsutil.so.1+
        libburn.so.4+ libburner-burn3.so.1=libburner-media3-1 libburner-media3.so.1
        libburner-utils3.so.1=libburner-media3-1 libbytesize.so.1 libbz2.so.1=libbz2-1.0 libc.so.6
        libc_malloc_debug.so.0=libc6 libcaca++.so.0=libcaca0 libcaca.so.0 libcacard.so.0
        libcaf_mpich.so.3=libcaf-mpich-3+ libcaf_openmpi.so.3=libcaf-openmpi-3+ libcairo-5c.so.0 libcairo-gobject.so.2
        libcairo-script-interpreter.so.2 libcairo.so.2 libcairomm-1.0.so.1=libcairomm-1.0-1v5 libcairomm-1.16.so.1
        libcallaudio-0.1.so.0=libcallaudio-0-1 libcallback.so.1 libcanberra-gtk3.so.0 libcanberra.so.0 libcanl_c.so.4+
        libcanlock-hp.so.3=libcanlock3 libcanlock.so.3 libcanna.so.1=libcanna1g libcanna16.so.1=libcanna1g
        libcap-ng.so.0 libcap.so.2 libcapi20.so.3+ libcares.so.2=libc-ares2 libcaribou.so.0 libcasn1.so.0=libesnacc180
        libcassie.so.1=libcassie1v5 libcattle-1.0.so.0 libcbf-private.so.0=libcctbx0 libcbf.so.1+
        libcblas.so.3=libatlas3-base libcc1.so.0 libccd.so.2 libccmclient.so.1=libheartbeat2+ libcconv.so.0
        libccp4c.so.0+ libccp4f.so.0+ libccp4io.so.0=libcctbx0 libcctbx.so.0 libcctbx_sgtbx_asu.so.0=libcctbx0
        libcdaudio.so.1 libcdb.so.1 libcdda_interface.so.0=libcdparanoia0 libcdda_paranoia.so.0=libcdparanoia0
        libcddb.so.2 libcdi.so.0 libcdi_f2003-gfortran.so.0=libcdi0 libcdio++.so.1+ libcdio.so.19+ libcdio_cdda.so.2+
        libcdio_paranoia.so.2+ libcdr-0.1.so.1 libcdt.so.5 libcephfs.so.2 libcexceptions.so.0 libcext.so.0 libcfg.so.7
        libcfitsio.so.10+ libcgicc.so.3 libcgif.so.0 libcglm.so.0 libcgraph.so.6 libcgsi_plugin.so.1=libcgsi-gsoap1+
        libcgsi_plugin_cpp.so.1=libcgsi-gsoap1+ libcgsi_plugin_voms.so.1=libcgsi-gsoap1+
        libcgsi_plugin_voms_cpp.so.1=libcgsi-gsoap1+ libchafa.so.0+ libchamplain-0.12.so.0 libchamplain-gtk-0.12.so.0
        libchardet.so.1+ libcharls.so.2 libchasen.so.2 libchealpix.so.0 libcheese-gtk.so.25 libcheese.so.8
        libchewing.so.3 libchicken.so.11+ libchipcard.so.6+ libchipmunk.so.7 libchise.so.1+ libchm.so.1
        libchromaprint.so.1 libcidr.so.0 libcif.so.1 libcitadel.so.4 libcitygml.so.2 libcivetweb-cpp.so.1=libcivetweb1
        libcivetweb.so.1 libcjose.so.0 libcjs.so.0 libcjson.so.1 libck.so.0+ libckyapplet.so.1+ libclFFT.so.2
        libclalsadrv.so.2+ libclamav.so.12 libclblast.so.1 libcld2.so.0 libcld2_dynamic.so.0=libcld2-0
        libcld2_full.so.0=libcld2-0 libclick-0.4.so.0 libclipper-ccp4.so.2=libclipper2 libclipper-cif.so.2=libclipper2
        libclipper-cns.so.2=libclipper2 libclipper-contrib.so.2=libclipper2 libclipper-core.so.2=libclipper2
        libclipper-fortran.so.2=libclipper2 libclipper-minimol.so.2=libclipper2 libclipper-mmdb.so.2=libclipper2
        libclipper-phs.so.2=libclipper2 libcliquer.so.1 libclm.so.1=libheartbeat2+ libcln.so.6 libcloudflare-ddns.so.2
        libcloudproviders.so.0 libclsync.so.0+ libclthreads.so.2+ libclutter-1.0.so.0
        libclutter-glx-1.0.so.0=libclutter-1.0-0 libclutter-gst-3.0.so.0 libclutter-gtk-1.0.so.0
        libclutter-imcontext-0.1.so.0 libclxclient.so.3+ libcm256cc.so.1+ libcmap.so.4 libcminpack.so.1 libcmocka.so.0
        libcmor.so.2+ libcmph.so.0+ libcmtspeechdata.so.0+ libcoap-3-gnutls.so.3=libcoap3+
        libcoap-3-notls.so.3=libcoap3+ libcoap-3-openssl.so.3=libcoap3+ libcob.so.4+ libcob.so.5+ libcodcif.so.3
        libcodeblocks.so.0+ libcogl-pango.so.20 libcogl-path.so.20 libcogl.so.20 libcollada-dom2.5-dp.so.0
        libcollectdclient.so.1+ libcollection.so.4+ libcolord-gtk.so.1+ libcolord-gtk4.so.1+ libcolord.so.2
        libcolordprivate.so.2=libcolord2 libcolorhug.so.2 libcom_err.so.2 libcomedi.so.0+ libcommoncpp.so.8=libucommon8+
        libcompface.so.1=libcompfaceg1 libcompizconfig.so.0 libcomps.so.0 libconcord.so.6 libconfuse.so.2
        libconnssl.so.6=libncbi6+ libcoordgen.so.3 libcork.so.16 libcorkipset.so.1 libcorosync_common.so.4
        libcoverart.so.1 libcpg.so.4 libcpgplot.so.0 libcplcore.so.26 libcpldfs.so.26 libcpldrs.so.26 libcpluff.so.0
        libcplui.so.26 libcppdb.so.0+ libcppdb_mysql.so.0+ libcppdb_odbc.so.0+ libcppdb_postgresql.so.0+
        libcppdb_sqlite3.so.0+ libcpprspserver.so.3+ libcpptest.so.1 libcppunit-1.15.so.1=libcppunit-1.15-0
        libcppunit_subunit.so.0 libcpuinfo.so.0 libcpupower.so.1 libcpuset.so.1+ libcrack.so.2 libcrcutil.so.0+
        libcreg.so.1+ libcriterion.so.3 libcritnib.so.1 libcrossguid.so.0 libcrypt.so.1 libcrypto++.so.8+
        libcrypto.so.3=libssl3+ libcryptopp.so.8=libcrypto++8+ libcryptsetup.so.12 libcryptui.so.0=libcryptui0a
        libcsirocsa.so.0 libcsironn.so.0 libcsmith.so.0+ libcss_parser.so.0 libcss_parser_pp.so.0=libcss-parser-pp0v5
        libcsv.so.3 libct.so.4 libctapimkt.so.1 libctemplate.so.3+ libctemplate_nothreads.so.3=libctemplate3+
        libctl.so.7+ libctlgeom.so.7=libctl7+ libctpl.so.2+ libcubature.so.0 libcubeb.so.0 libcue.so.2 libcunit.so.1
        libcups.so.2+ libcupsfilters.so.1+ libcupsimage.so.2+ libcupt4.so.2+ libcurl.so.4+ libcurlpp.so.1=libcurlpp0+
        libcutl-1.10.so=libcutl-1.10 libcvc.so.0+ libcvc4.so.7 libcvc4parser.so.7 libcvc5.so.1 libcvc5parser.so.1
        libcvd.so.2 libcvtapi.so.1+ libcwidget.so.4 libcwiid.so.1+ libcxl.so.1 libcxx-serial.so.1
        libcxxasn1.so.0=libesnacc180 libcxxtools-bin.so.10=libcxxtools10 libcxxtools-http.so.10=libcxxtools10
        libcxxtools-json.so.10=libcxxtools10 libcxxtools-unit.so.10=libcxxtools10 libcxxtools-xmlrpc.so.10=libcxxtools10
        libcxxtools.so.10 libcyaml.so.1 libcycloneddsidl.so.0+ libczmq.so.4 libdSFMT-11213.so.1 libdSFMT-1279.so.1
        libdSFMT-132049.so.1 libdSFMT-19937.so.1 libdSFMT-216091.so.1 libdSFMT-2203.so.1 libdSFMT-4253.so.1
        libdSFMT-44497.so.1 libdSFMT-521.so.1 libdSFMT-86243.so.1 libdaemon.so.0 libdap.so.27+ libdar64.so.6000+
        libdashel.so.1 libdataquay.so.0 libdate-tz.so.3 libdatrie.so.1 libdaxctl.so.1 libdazzle-1.0.so.0
        libdb-5.3.so=libdb5.3+ libdb.so.2=libdb1-compat libdb1-2.2.5.so=libdb1-compat libdb1.so.2=libdb1-compat
        libdb_cxx-5.3.so=libdb5.3+++ libdbi.so.1+ libdbus-1.so.3 libdbus-c++-1.so.0=libdbus-c++-1-0v5
        libdbus-c++-ecore-1.so.0=libdbus-c++-1-0v5 libdbus-c++-glib-1.so.0=libdbus-c++-1-0v5 libdbus-cpp.so.5
        libdbus-glib-1.so.2 libdbusextended-qt5.so.1 libdbusmenu-glib.so.4 libdbusmenu-gtk3.so.4
        libdbusmenu-jsonloader.so.4 libdbusmenu-qt5.so.2 libdbustest.so.1 libdc1394.so.25 libdca.so.0 libdcap.so.1+
        libdcerpc-binding.so.0=samba-libs libdcerpc-samr.so.0=samba-libs libdcerpc-server-core.so.0=samba-libs
        libdcerpc-server.so.0=samba-libs libdcerpc.so.0=samba-libs libdconf.so.1 libdd_opentracing.so.0
        libddccontrol.so.0 libddccontrol_dbus_client.so.0=libddccontrol0 libde265.so.0 libdebconf-kde.so.1
        libdebconfclient.so.0 libdebian-installer-extra.so.4 libdebian-installer.so.4 libdebug.so.0
        libdebuginfod-0.188.so=libdebuginfod1+ libdebuginfod.so.1+ libdecaf.so.0 libdecor-0.so.0 libdecoration.so.0+
        libdee-1.0.so.4 libdeflate.so.0 libderiv-stable.so.1=libint1 libderiv.so.1=libint1
        libdescriptor_upb_proto.so.0=libupb0+ libdevhelp-3.so.6 libdeviceinfo.so.0 libdf.so.0=libhdf4-0
        libdfalt.so.0=libhdf4-0-alt libdframeworkdbus.so.2 libdfu.so.1 libdhash.so.1+ libdiagnostics.so.0+ libdico.so.2+
        libdieharder.so.3+ libdiet.so.0 libdigidoc.so.2+ libdime.so.1 libdiodon.so.0 libdisasm.so.0 libdiscid.so.0
        libdiscover.so.2 libdisorder.so.0 libdistorm3.so.3 libdivsufsort.so.3 libdivsufsort64.so.3=libdivsufsort3
        libdjvulibre.so.21 libdl.so.2=libc6 libdlm.so.3 libdlm_lt.so.3=libdlm3 libdlmcontrol.so.3 libdlrestrictions.so.1
        libdlt.so.2 libdmalloc.so.5 libdmalloccxx.so.5=libdmalloc5 libdmallocth.so.5=libdmalloc5
        libdmallocthcxx.so.5=libdmalloc5 libdmlc.so.0+ libdnf.so.2+ libdns_sd.so.1=libavahi-compat-libdnssd1
        libdnssec.so.9+ libdnswire.so.1+ libdockapp.so.3 libdocopt.so.0 libdogleg.so.2 libdontdie.so.0 libdoodle.so.1
        libdotconf.so.0 libdouble-conversion.so.3 libdoublefann.so.2=libfann2 libdqlite.so.0 libdrm.so.2
        libdrm_amdgpu.so.1 libdrm_intel.so.1 libdrm_nouveau.so.2 libdrm_radeon.so.1 libdrop_ambient.so.0=libcap-ng0
        libdrpm.so.0 libdrumstick-alsa.so.2+ libdrumstick-file.so.2+ libdrumstick-rt.so.2+ libdrumstick-widgets.so.2+
        libdsdcc.so.1+ libdshconfig.so.1 libdsk.so.4 libdssialsacompat.so.0+ libdt-utils.so.5+ libduktape.so.207
        libdumb.so.1+ libdumbnet.so.1 libduo.so.3+ libdv.so.4+ libdvbcsa.so.1 libdvbpsi.so.10 libdvbv5.so.0+
        libdvdnav.so.4 libdvdread.so.8+ libdw-0.188.so=libdw1+ libdw.so.1+ libdwarf.so.1 libdxflib.so.3
        libdxtbxspotfinder.so.0=libcctbx0 libdynamite.so.0 libe-book-0.1.so.1 libe2p.so.2=libext2fs2+ libeatmydata.so.1
        libeb.so.16+ libebackend-1.2.so.11+ libebgenv.so.0 libebml.so.5 libebur128.so.1 libecap.so.3
        libecasoundc.so.1=libecasoundc1v5 libeccodes.so.0 libeccodes_f90.so.0=libeccodes0 libecm.so.1 libeconf.so.0
        libecore.so.1 libecore_audio.so.1 libecore_con.so.1+ libecore_drm2.so.1 libecore_evas.so.1 libecore_fb.so.1
        libecore_file.so.1 libecore_imf.so.1 libecore_imf_evas.so.1=libecore-imf1 libecore_input.so.1
        libecore_input_evas.so.1=libecore-input1 libecore_ipc.so.1 libecore_wl2.so.1 libecore_x.so.1 libecpg.so.6
        libecpg_compat.so.3 libecryptfs.so.1 libector.so.1 libedac.so.1 libedf.so.1 libedit.so.2 libeditorconfig.so.0
        libedje.so.1 libedlib.so.1 libedsio.so.0=libxdelta2+ libee.so.0+ libeegdev.so.0+ libeet.so.1 libeeze.so.1
        libefiboot.so.1+ libefivar.so.1+ libefl_canvas_wl.so.1=libevas1-engines-wayland libefreet.so.1=libefreet1a
        libefreet_mime.so.1=libefreet1a libefreet_trash.so.1=libefreet1a libeinfo.so.1 libeio.so.1 libej.so.0
        libeldbus.so.1=libecore1 libelemental.so.0+ libelementary.so.1 libelf-0.188.so=libelf1+ libelf.so.1+
        libelk-xlib.so.0=libelk0+ libelk-xt.so.0=libelk0+ libelk.so.0+ libell.so.0 libelogind.so.0 libelpa.so.19
        libelput.so.1 libembryo.so.1 libemeraldengine.so.0+ libemf2svg.so.1 libemile.so.1 libemotion.so.1 libenca.so.0
        libenchant-2.so.2 libendless-0.so.0+ libenet.so.7 libenki.so.2 libeolian.so.1 libeot.so.0 libepoxy.so.0
        libepr_api.so.2 libepub.so.0 libepubgen-0.1.so.1 libequihash.so.0 liberasurecode.so.1
        liberasurecode_rs_vand.so.1=liberasurecode1 liberfa.so.1 libesedb.so.1+ libesmtp.so.6
        libesmumps-7.0.3.so=libscotch-7.0 libesmumps-7.0.so=libscotch-7.0 libespeak-ng.so.1 libespeak.so.1 libestr.so.0
        libethumb.so.1 libethumb_client.so.1 libetonyek-0.1.so.1 libetpan.so.20+ libev.so.4+ libevas.so.1
        libevd-0.2.so.0+ libevdev.so.2 libevdocument3.so.4+ libevemu.so.3+ libevent-2.1.so.7+ libevent_core-2.1.so.7+
        libevent_extra-2.1.so.7+ libevent_openssl-2.1.so.7+ libevent_pthreads-2.1.so.7+ libevhtp.so.0+ libevt.so.1+
        libevtx.so.1+ libevview3.so.3+ libewf.so.2 libexadrums.so.2+ libexempi.so.8 libexif-gtk.so.5 libexif-gtk3.so.5
        libexif.so.12 libexo-2.so.0 libexoIIv2c.so.5=libexodusii5 libexpat.so.1 libexpatw.so.1=libexpat1
        libexplain.so.51+ libexslt.so.0=libxslt1.1 libext2fs.so.2+ libextractor.so.3
        libextractor_common.so.1=libextractor3 libextractor_java.so.0 libexttextcat-2.0.so.0 libf2c.so.2
        libf2c_i2.so.2=libf2c2 libf77blas.so.3=libatlas3-base libf77dcl.so.7 libf95getdata.so.7 libfa.so.1=libaugeas0
        libfaad.so.2 libfaad_drm.so.2=libfaad2 libfabric.so.1 libfaifa.so.0+ libfakekey.so.0 libfann.so.2
        libfarmhash.so.0 libfarstream-0.2.so.5 libfastahack.so.0 libfastjet-fortran.so.0 libfastjet.so.0=libfastjet0v5
        libfastjetplugins.so.0 libfastjettools.so.0 libfastjson.so.4 libfasttext.so.0 libfathom.so.1 libfaust.so.2+
        libfaustmachine.so.0=libfaust2+ libfbclient.so.2 libfcft.so.4+ libfcitx-config.so.4 libfcitx-core.so.0
        libfcitx-gclient.so.1 libfcitx-utils.so.0 libfclib.so.0 libfcml.so.0+ libfdcore.so.6 libfdisk.so.1
        libfdproto.so.6 libfdt-1.6.1.so=libfdt1 libfdt.so.1 libfduserdata.so.0 libfec.so.0 libfeedback-0.0.so.0
        libffado.so.2 libffcall.so.0=libffcall1b libffi.so.8 libffindex.so.0+
        libffmpegthumbnailer.so.4=libffmpegthumbnailer4v5 libffms2.so.5 libfft.so.1=mffm-fftw1
        libfftpack5_dp.so.1=libncarg0+ libfftw.so.2=fftw2 libfftw3.so.3=libfftw3-double3 libfftw3_mpi.so.3
        libfftw3_omp.so.3=libfftw3-double3 libfftw3_threads.so.3=libfftw3-double3 libfftw3f.so.3=libfftw3-single3
        libfftw3f_mpi.so.3=libfftw3-mpi3 libfftw3f_omp.so.3=libfftw3-single3 libfftw3f_threads.so.3=libfftw3-single3
        libfftw3l.so.3=libfftw3-long3 libfftw3l_mpi.so.3=libfftw3-mpi3 libfftw3l_omp.so.3=libfftw3-long3
        libfftw3l_threads.so.3=libfftw3-long3 libfftw3q.so.3=libfftw3-quad3 libfftw3q_omp.so.3=libfftw3-quad3
        libfftw3q_threads.so.3=libfftw3-quad3 libfftw_mpi.so.2=fftw2 libfftw_threads.so.2=fftw2 libfgetdata.so.6
        libfido2.so.1 libfileClasses.so.1+ libfinal.so.0 libfishsound.so.1 libfiu.so.0 libfixbuf.so.9+
        libfixedfann.so.2=libfann2 libfko.so.3+ libfl.so.2 libflake.so.17=calligra-libs libflam3.so.0 libflame.so.1+
        libflashrom.so.1 libflatpak.so.0 libflext-pd.so.0 libflext-pd_d.so.0=libflext-pd0 libfli.so.2 libflickcurl.so.0+
        libflimage.so.2=libforms2+ libflite.so.1 libflite_cmu_grapheme_lang.so.1=libflite1
        libflite_cmu_grapheme_lex.so.1=libflite1 libflite_cmu_indic_lang.so.1=libflite1
        libflite_cmu_indic_lex.so.1=libflite1 libflite_cmu_time_awb.so.1=libflite1 libflite_cmu_us_awb.so.1=libflite1
        libflite_cmu_us_kal.so.1=libflite1 libflite_cmu_us_kal16.so.1=libflite1 libflite_cmu_us_rms.so.1=libflite1
        libflite_cmu_us_slt.so.1=libflite1 libflite_cmulex.so.1=libflite1 libflite_usenglish.so.1=libflite1
        libfloatfann.so.2=libfann2 libfluidsynth.so.3 libflxmlrpc.so.1 libfm-extra.so.4+ libfm.so.4+ libfml.so.0
        libfolks-dummy.so.26 libfolks-eds.so.26 libfolks-telepathy.so.26 libfolks.so.26 libfoma.so.0+ libfontconfig.so.1
        libfontembed.so.1+ libfontenc.so.1 libfontforge.so.4 libform.so.6=libncurses6 libforms.so.2+ libformsGL.so.2+
        libformw.so.6=libncursesw6 libfparser.so.4 libfpga-bit.so.0=libfpga0+ libfpga-control.so.0=libfpga0+
        libfpga-cores.so.0=libfpga0+ libfpga-floorplan.so.0=libfpga0+ libfpga-model.so.0=libfpga0+ libfprint-2.so.2
        libfpzip.so.1 libframe.so.6 libfreeaptx.so.0 libfreecell-solver.so.0 libfreefare.so.0+ libfreefem.so.0
        libfreehand-0.1.so.1 libfreeimage-3.18.0.so=libfreeimage3 libfreeimage.so.3
        libfreeimageplus-3.18.0.so=libfreeimageplus3 libfreeimageplus.so.3 libfreeipmi.so.17 libfreesrp.so.0
        libfreetype.so.6 libfreexl.so.1 libfreshclam.so.3=libclamav12 libfribidi.so.0 libfriso.so.0 libfrobby.so.0
        libfsapfs.so.1+ libfsext.so.1+ libfshfs.so.1+ libfsntfs.so.1+ libfsplib.so.0+ libfstrcmp.so.0 libfstrm.so.0
        libfsverity.so.0 libfsxfs.so.1+ libftdi.so.1 libftdi1.so.2 libftdipp1.so.3 libftgl.so.2 libftp.so.4
        libfungw.so.1 libfungw_cli.so.1 libfungw_duktape.so.1 libfungw_fawk.so.1 libfungw_lua.so.1 libfungw_mawk.so.1
        libfungw_perl.so.1 libfungw_python3.so.1 libfungw_tcl.so.1 libfuntools.so.1+ libfuse.so.2+ libfuzzy.so.2
        libfvde.so.1+ libfwnt.so.1+ libfwsi.so.1+ libfwupd.so.3 libfxt.so.2+ libfyaml.so.0 libfyba.so.0+
        libfygm.so.0=libfyba0+ libfyut.so.0=libfyba0+ libg15.so.1 libg15daemon_client.so.1+ libg15render.so.1
        libg2.so.0=libg20 libg3d.so.0 libg810-led.so.0 libga.so.2 libgadu.so.3+ libgailutil-3.so.0=libgail-3-0+
        libgailutil.so.18=libgail18+ libgambit.so.4+ libgambitgsc.so.4=libgambit4+ libgambitgsi.so.4=libgambit4+
        libgamemode.so.0 libgamemodeauto.so.0 libgarcon-1.so.0 libgarcon-gtk3-1.so.0 libgarmin.so.0 libgatbcore.so.3
        libgav1.so.1 libgaviotatb.so.1 libgavl.so.2 libgbm.so.1 libgbtools.so.0+ libgc.so.1 libgcab-1.0.so.0
        libgcc_s.so.1 libgccjit.so.0 libgccpp.so.1=libgc1 libgck-1.so.0 libgclib.so.3 libgcr-base-3.so.1
        libgcr-ui-3.so.1 libgcroots.so.0 libgcrypt.so.20 libgctba.so.1=libgc1 libgctp-2.0.0.so=libgctp-2.0.0 libgd.so.3
        libgda-5.0.so.4+ libgda-report-5.0.so.4=libgda-5.0-4+ libgda-xslt-5.0.so.4=libgda-5.0-4+ libgdata.so.22
        libgdbm.so.6+ libgdbm_compat.so.4+ libgdc.so.0=libgdchart-gd2-xpm libgdiplus.so.0=libgdiplus
        libgdk-3.so.0=libgtk-3-0+ libgdk-x11-2.0.so.0=libgtk2.0-0+ libgdk_pixbuf-2.0.so.0 libgdk_pixbuf_xlib-2.0.so.0
        libgdm.so.1 libgdome.so.0=libgdome2-0 libgdruntime.so.3=libgphobos3 libgecodedriver.so.49=libgecodegist49+
        libgecodeflatzinc.so.49+ libgecodefloat.so.49=libgecode49+ libgecodegist.so.49+ libgecodeint.so.49=libgecode49+
        libgecodekernel.so.49=libgecode49+ libgecodeminimodel.so.49=libgecode49+ libgecodesearch.so.49=libgecode49+
        libgecodeset.so.49=libgecode49+ libgecodesupport.so.49=libgecode49+ libgee-0.8.so.2 libgegl-0.4.so.0+
        libgegl-npd-0.4.so=libgegl-0.4-0+ libgegl-sc-0.4.so=libgegl-0.4-0+ libgenders.so.0 libgeners.so.1 libgenht.so.1
        libgenometools.so.0+ libgeoclue-2.so.0 libgeocode-glib-2.so.0 libgeocoding.so.8
        libgeomview-1.9.5.so=libgeomview-1.9.5+ libgeonames.so.0 libgeotiff.so.5 libgepub-0.7.so.0 libges-1.0.so.0
        libgetdata++.so.7 libgetdata.so.8 libgetdns.so.10+ libgetdns_ex_ev.so.10=libgetdns10+
        libgetdns_ex_event.so.10=libgetdns10+ libgetdns_ex_uv.so.10=libgetdns10+ libgetfem.so.5+ libgetoptions.so.0
        libgettextpo.so.0 libgexiv2.so.2 libgf2x.so.3 libgf_complete.so.1+ libgfal2.so.2+ libgfal_srm_ifce.so.1+
        libgfal_transfer.so.2+ libgfapi.so.0 libgfarm.so.1+ libgfchangelog.so.0 libgfortran.so.5
        libgfperf.so.1=libgfarm1+ libgfrpc.so.0 libgfs2D-1.3.so.2=libgfs-1.3-2+ libgfs3D-1.3.so.2=libgfs-1.3-2+
        libgfsgl2D.so.0=libgfsgl0+ libgfsgl3D.so.0=libgfsgl0+ libgfshare.so.2 libgfxdr.so.0 libgg.so.2 libghmm.so.1+
        libgiac.so.0+ libgif.so.7 libgiftiio.so.0 libgig.so.10+ libgio-2.0.so.0=libglib2.0-0+ libgio-qt.so.0
        libgiomm-2.68.so.1=libglibmm-2.68-1+ libgirepository-1.0.so.1 libgit2-glib-1.0.so.0 libgivaro.so.9 libgiza.so.0
        libgjs.so.0=libgjs0g libgladeui-2.so.13+ libglbsp.so.3 libgle.so.3 libglfw.so.3 libglib-2.0.so.0=libglib2.0-0+
        libglib-testing-0.so.0 libglibd-2.0.so.0 libglibmm-2.68.so.1+
        libglibmm_generate_extra_defs-2.68.so.1=libglibmm-2.68-1+ libglide.so.3 libglobus_authz.so.0+
        libglobus_callout.so.0+ libglobus_common.so.0+ libglobus_ftp_client.so.2+ libglobus_ftp_control.so.1+
        libglobus_gass_cache.so.5+ libglobus_gass_copy.so.2+ libglobus_gass_server_ez.so.2+
        libglobus_gass_transfer.so.2+ libglobus_gfork.so.0+ libglobus_gram_client.so.3+
        libglobus_gram_job_manager_callout_error.so.0+ libglobus_gram_protocol.so.3+ libglobus_gridftp_server.so.6+
        libglobus_gridftp_server_control.so.0+ libglobus_gridmap_callout_error.so.0+
        libglobus_gsi_authz_callout_error.so.0=libglobus-authz-callout-error0+ libglobus_gsi_callback.so.0+
        libglobus_gsi_cert_utils.so.0+ libglobus_gsi_credential.so.1+ libglobus_gsi_proxy_core.so.0+
        libglobus_gsi_sysconfig.so.1+ libglobus_gss_assist.so.3+ libglobus_gssapi_error.so.2+ libglobus_gssapi_gsi.so.4+
        libglobus_io.so.3+ libglobus_memory_debug.so.0=libglobus-common0+ libglobus_net_manager.so.0+
        libglobus_oldgaa.so.0=libglobus-gsi-callback0+ libglobus_openssl.so.0=libglobus-openssl-module0+
        libglobus_openssl_error.so.0=libglobus-gsi-openssl-error0+ libglobus_proxy_ssl.so.1=libglobus-gsi-proxy-ssl1
        libglobus_rsl.so.2+ libglobus_rsl_assist.so.2=libglobus-rsl2+ libglobus_scheduler_event_generator.so.0+
        libglobus_xio.so.0+ libglog.so.1=libgoogle-glog0v6+ libgloo.so.0 libgloox.so.18 libglpk.so.40 libgltf-0.1.so.1
        libglusterfs.so.0 libglyr.so.1 libgme.so.0 libgmerlin.so.2+ libgmerlin_avdec.so.2
        libgmerlin_gtk.so.2=libgmerlin2+ libgmic.so.1 libgmime-3.0.so.0+ libgmodule-2.0.so.0=libglib2.0-0+ libgmp.so.10
        libgmpxx.so.4=libgmpxx4ldbl libgmt.so.6+ libgnarl-12.so=libgnat-12 libgnt.so.0+ libgnucap.so.0
        libgnudatalanguage.so.0 libgnunetgtk.so.3 libgnutls-dane.so.0+ libgnutls-openssl.so.27+ libgnutls.so.30+
        libgoa-1.0.so.0=libgoa-1.0-0b libgobject-2.0.so.0=libglib2.0-0+ libgoffice-0.10.so.10+ libgom-1.0.so.0+
        libgomp-plugin-gcn.so.1=libgomp-plugin-amdgcn1 libgomp-plugin-nvptx.so.1 libgomp.so.1 libgoocanvas-2.0.so.9
        libgooglepinyin.so.0 libgovirt.so.2 libgpaste-2.so.0=libgpaste-2 libgpaste-gtk-3.so.0=libgpaste-2
        libgpaste-gtk4.so.0=libgpaste-2 libgpg-error.so.0 libgpgme-pthread.so.11=libgpgme11+ libgpgme.so.11+
        libgpgmepp.so.6+ libgphobos.so.3 libgphoto2.so.6+ libgphoto2_port.so.12+ libgpm.so.2 libgpod.so.4+
        libgportugol.so.0 libgpr.so.29=libgrpc29+ libgrail.so.6 libgranite-7.so.7 libgranite.so.6 libgraphblas.so.7
        libgraphene-1.0.so.0 libgraphite2.so.3 libgretl-1.0.so.43=libgretl1+ libgridsite.so.6+ libgrilo-0.3.so.0
        libgringotts.so.2 libgrlnet-0.3.so.0=libgrilo-0.3-0 libgrlpls-0.3.so.0=libgrilo-0.3-0 libgroonga.so.0+
        libgroup-service.so.1+ libgrpc.so.29+ libgrpc_unsecure.so.29=libgrpc29+ libgs.so.10 libgsasl.so.18
        libgsecuredelete.so.0 libgsettings-qt.so.1 libgsf-1.so.114 libgslcblas.so.0 libgsm.so.1 libgsmsd.so.8+
        libgsound.so.0+ libgss.so.3 libgssapi_krb5.so.2 libgssdp-1.6.so.0 libgssglue.so.1 libgssrpc.so.4+
        libgstadaptivedemux-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstallocators-1.0.so.0=libgstreamer-plugins-base1.0-0 libgstapp-1.0.so.0=libgstreamer-plugins-base1.0-0
        libgstaudio-1.0.so.0=libgstreamer-plugins-base1.0-0 libgstbadaudio-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstbase-1.0.so.0=libgstreamer1.0-0 libgstbasecamerabinsrc-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstcheck-1.0.so.0=libgstreamer1.0-0 libgstcodecparsers-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstcodecs-1.0.so.0=libgstreamer-plugins-bad1.0-0 libgstcontroller-1.0.so.0=libgstreamer1.0-0
        libgstcuda-1.0.so.0=libgstreamer-plugins-bad1.0-0 libgstfft-1.0.so.0=libgstreamer-plugins-base1.0-0
        libgstgl-1.0.so.0=libgstreamer-gl1.0-0 libgstinsertbin-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstisoff-1.0.so.0=libgstreamer-plugins-bad1.0-0 libgstmpegts-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstnet-1.0.so.0=libgstreamer1.0-0 libgstopencv-1.0.so.0=libgstreamer-opencv1.0-0
        libgstpbutils-1.0.so.0=libgstreamer-plugins-base1.0-0 libgstphotography-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstplay-1.0.so.0=libgstreamer-plugins-bad1.0-0 libgstplayer-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstreamer-1.0.so.0=libgstreamer1.0-0 libgstreamerd-3.so.0 libgstreamermm-1.0.so.1
        libgstriff-1.0.so.0=libgstreamer-plugins-base1.0-0 libgstrtp-1.0.so.0=libgstreamer-plugins-base1.0-0
        libgstrtsp-1.0.so.0=libgstreamer-plugins-base1.0-0 libgstrtspserver-1.0.so.0
        libgstsctp-1.0.so.0=libgstreamer-plugins-bad1.0-0 libgstsdp-1.0.so.0=libgstreamer-plugins-base1.0-0
        libgsttag-1.0.so.0=libgstreamer-plugins-base1.0-0 libgsttranscoder-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgsturidownloader-1.0.so.0=libgstreamer-plugins-bad1.0-0 libgstva-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstvideo-1.0.so.0=libgstreamer-plugins-base1.0-0 libgstvulkan-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstwayland-1.0.so.0=libgstreamer-plugins-bad1.0-0 libgstwebrtc-1.0.so.0=libgstreamer-plugins-bad1.0-0
        libgstwebrtcnice-1.0.so.0=libgstreamer-plugins-bad1.0-0 libgtextutils-0.7.so.0=libgtextutils0v5 libgtg.so.0
        libgtherm-0.0.so.0 libgthread-2.0.so.0=libglib2.0-0+ libgtk-3.so.0+ libgtk-4.so.1 libgtk-layer-shell.so.0
        libgtk-vnc-2.0.so.0 libgtk-x11-2.0.so.0=libgtk2.0-0+ libgtk3-nocsd.so.0 libgtkd-3.so.0 libgtkdatabox.so.1+
        libgtkdsv-3.so.0 libgtkhex-4.so.1 libgtkmm-4.0.so.0 libgtksourceview-3.0.so.1 libgtksourceview-4.so.0
        libgtksourceview-5.so.0 libgtksourceviewmm-3.0.so.0=libgtksourceviewmm-3.0-0v5 libgtkspell.so.0
        libgtkspell3-3.so.0 libgtkspellmm-3.0.so.0=libgtkspellmm-3.0-0v5 libgtop-2.0.so.11 libgts-0.7.so.5+
        libgucharmap_2_90.so.7 libgudev-1.0.so.0 libguestfs-gobject-1.0.so.0+ libguestfs.so.0+
        libguichan-0.8.1.so.1=libguichan-0.8.1-1v5 libguichan_allegro-0.8.1.so.1=libguichan-allegro-0.8.1-1v5
        libguichan_opengl-0.8.1.so.1=libguichan-opengl-0.8.1-1v5 libguichan_sdl-0.8.1.so.1=libguichan-sdl-0.8.1-1v5
        libgulkan-0.15.so.0+ libgupnp-1.6.so.0 libgupnp-av-1.0.so.3 libgupnp-dlna-2.0.so.4
        libgupnp-dlna-gst-2.0.so.4=libgupnp-dlna-2.0-4 libgusb.so.2 libgutenprint.so.9 libguytools.so.2+ libgvc.so.6
        libgvnc-1.0.so.0 libgvncpulse-1.0.so.0=libgvnc-1.0-0 libgvpr.so.2 libgweather-4.so.0+
        libgwengui-cpp.so.79=libgwenhywfar79+ libgwengui-fox16.so.79+ libgwengui-gtk3.so.79+ libgwengui-qt5.so.79+
        libgwenhywfar.so.79+ libgwyapp2.so.0=libgwyddion2-0+ libgwyddion2.so.0+ libgwydgets2.so.0=libgwyddion2-0+
        libgwydraw2.so.0=libgwyddion2-0+ libgwymodule2.so.0=libgwyddion2-0+ libgwyprocess2.so.0=libgwyddion2-0+
        libgxps.so.2+ libgxr-0.15.so.0+ libgxw.so.0+ libgxwmm.so.0+ libgzstream.so.0 libhackrf.so.0 libhamlib++.so.4+
        libhamlib.so.4+ libhandy-1.so.0 libhangul.so.1 libhardsid-builder.so.0=libresid-builder0c2a
        libharfbuzz-gobject.so.0 libharfbuzz-icu.so.0 libharfbuzz-subset.so.0 libharfbuzz.so.0=libharfbuzz0b
        libharminv.so.3 libhashkit.so.2+ libhat-trie.so.0 libhavege.so.2 libhbalinux.so.2
        libhbclient.so.1=libheartbeat2+ libhd.so.21+ libhdate.so.1 libhdcpsdk.so.0 libhdfeos.so.0+ libhe5_hdfeos.so.0+
        libhealpix.so.0 libheif.so.1 libhersheyfont.so.0 libhesiod.so.0 libhfsp.so.0+ libhfst.so.55 libhfstospell.so.11
        libhidapi-hidraw.so.0 libhidapi-libusb.so.0 libhighwayhash.so.0+ libhipercontracer.so.1 libhiprand.so.1
        libhiprtc-builtins.so.5 libhipsparse.so.0 libhistory.so.8=libreadline8+ libhivex.so.0 libhkl.so.5
        libhmsbeagle-cpu-sse.so.31=libhmsbeagle1v5 libhmsbeagle-cpu.so.31=libhmsbeagle1v5
        libhmsbeagle.so.1=libhmsbeagle1v5 libhogweed.so.6+ libhomfly.so.0 libhpdf-2.3.0.so=libhpdf-2.3.0
        libhpdiscovery.so.0=libhpmud0 libhpip.so.0=libhpmud0 libhpipp.so.0=libhpmud0 libhpmud.so.0
        libhs.so.5=libhyperscan5 libhs_runtime.so.5=libhyperscan5 libhsa-runtime64.so.1 libhsakmt.so.1
        libhtmlcxx.so.3=libhtmlcxx3v5 libhtp.so.2 libhts.so.3+ libhtscodecs.so.2 libhtsjava.so.2=libhttrack2
        libhttrack.so.2 libhugetlbfs-2.23.so=libhugetlbfs0 libhugetlbfs.so.0 libhunspell-1.7.so.0 libhwloc.so.15
        libhwy.so.1+ libhwy_contrib.so.1=libhwy1+ libhwy_test.so.1=libhwy1+ libhyphen.so.0 libhz.so.0 libi2c.so.0
        libibdm.so.1 libibdmcom.so.1=libibdm1 libibmad.so.5 libibnetdisc.so.5+ libibsysapi.so.1=libibdm1 libibtk.so.0+
        libibumad.so.3 libibus-1.0.so.5 libibverbs.so.1 libical-glib.so.3=libical3+ libical.so.3+
        libical_cxx.so.3=libical3+ libicalss.so.3=libical3+ libicalss_cxx.so.3=libical3+ libicalvcal.so.3=libical3+
        libicapapi.so.5+ libiceoryx_binding_c.so.2 libiceoryx_hoofs.so.2 libiceoryx_introspection.so.2
        libiceoryx_platform.so.2 libiceoryx_posh.so.2 libiceoryx_posh_config.so.2 libiceoryx_posh_gateway.so.2
        libiceoryx_posh_roudi.so.2 libicns.so.1 libiconv_hook.so.1 libics.so.0 libid3-3.8.so.3=libid3-3.8.3v5
        libid3tag.so.0 libidn.so.12 libidn2.so.0 libidzebra-2.0.so.0+ libiec61883.so.0 libieee1284.so.3+ libigdgmm.so.12
        libigfxcmrt.so.7 libigloo.so.0+ libigraph.so.3+ libiio.so.0 libijs-0.35.so=libijs-0.35 libiksemel.so.3
        libimageClasses.so.1+ libimagequant.so.0 libiml.so.0 libindiAlignmentDriver.so.1 libindiclient.so.1
        libindidriver.so.1 libindilx200.so.1 libinfgtk-0.7.so.0+ libinfinipath.so.4=libpsm-infinipath1
        libinfinity-0.7.so.0+ libinfinoted-plugin-manager-0.7.so.0=libinfinity-0.7-0+
        libinftext-0.7.so.0=libinfinity-0.7-0+ libinftextgtk-0.7.so.0=libinfgtk-0.7-0+ libinhomog.so.0
        libini_config.so.5+ libinih.so.1 libinih.so.55=libinih1 libinjeqt.so.1 libinklevel.so.5 libinotifytools.so.0
        libinput-pad-1.0.so.1 libinput.so.10 libinsane.so.1 libinsane_gobject.so.1=libinsane1 libinstpatch-1.0.so.2
        libint-stable.so.1=libint1 libint.so.1 libint2.so.2+ libiodbc.so.2 libiodbcinst.so.2=libiodbc2
        libiotbx_mtz.so.0=libcctbx0 libiotbx_pdb.so.0=libcctbx0 libiotbx_xplor.so.0=libcctbx0 libip4tc.so.2
        libip6tc.so.2 libipa_hbac.so.0+ libiperf.so.0 libipmiconsole.so.2 libipmidetect.so.0 libipmimonitoring.so.6
        libipset.so.13+ libipt.so.2 libiptcdata.so.0 libircclient.so.1 libirman.so.0 libirman_sw.so.0=libirman0
        libirrecord.so.0=liblirc0+ libirstlm.so.1+ libisal.so.2 libiscsi.so.7 libisl.so.23 libisns.so.0+
        libisoburn.so.1+ libisofs.so.6+ libitcl3.4.so.1=itcl3 libite.so.5+ libitl.so.0 libitl_gobject.so.0 libitm.so.1
        libitpp.so.8=libitpp8v5 libitsol.so.1 libivykis.so.0+ libiw.so.30+ libjack.so.0 libjacknet.so.0=libjack-jackd2-0
        libjackserver.so.0=libjack0 libjalali.so.0 libjansson.so.4 libjaula.so.1+ libjaylink.so.0 libjbig.so.0
        libjbig2dec.so.0 libjcat.so.1 libjdns.so.2+ libjellyfish-2.0.so.2 libjemalloc.so.2 libjose.so.0
        libjpeg.so.62=libjpeg62-turbo libjpegxr.so.0=libjxr0+ libjq.so.1 libjreen-qt5.so.1 libjson-c.so.5
        libjson-glib-1.0.so.0 libjsonnet++.so.0=libjsonnet0 libjsonnet.so.0 libjsonrpc-glib-1.0.so.1
        libjsonrpccpp-client.so.0+ libjsonrpccpp-common.so.0+ libjsonrpccpp-server.so.0+ libjsonrpccpp-stub.so.0+
        libjte.so.2 libjuman.so.4+ libjxrglue.so.0=libjxr0+ libk5crypto.so.3 libkadm5clnt_mit.so.12
        libkadm5srv_mit.so.12 libkafs_client.so.0 libkakasi.so.2 libkarma.so.0 libkate.so.1 libkaz.so.1 libkcapi.so.1
        libkdb5.so.10+ libkdumpfile.so.10 libkea-asiodns.so.24=kea-common libkea-asiolink.so.40=kea-common
        libkea-cc.so.39=kea-common libkea-cfgclient.so.36=kea-common libkea-cryptolink.so.28=kea-common
        libkea-d2srv.so.16=kea-common libkea-database.so.35=kea-common libkea-dhcp++.so.54=kea-common
        libkea-dhcp_ddns.so.29=kea-common libkea-dhcpsrv.so.69=kea-common libkea-dns++.so.30=kea-common
        libkea-eval.so.39=kea-common libkea-exceptions.so.13=kea-common libkea-hooks.so.57=kea-common
        libkea-http.so.42=kea-common libkea-log.so.35=kea-common libkea-mysql.so.38=kea-common
        libkea-pgsql.so.36=kea-common libkea-process.so.40=kea-common libkea-stats.so.18=kea-common
        libkea-util-io.so.0=kea-common libkea-util.so.52=kea-common libkeepalive.so.0 libkeybinder-3.0.so.0
        libkeyutils.so.1 libkibi.so.0 libkickpass.so.0 libkim-api.so.2 libkissfft-float.so.131 libkkc.so.2
        libklfbackend.so.4=libklatexformula4 libklftools.so.4=libklatexformula4 libkmlbase.so.1+ libkmlconvenience.so.1+
        libkmldom.so.1+ libkmlengine.so.1+ libkmlregionator.so.1+ libkmlxsd.so.1+ libkmod.so.2
        libkms_message.so.0=libmongocrypt0 libknet.so.1+ libkoformula.so.17=calligra-libs libkokross.so.17=calligra-libs
        libkolabxml.so.1=libkolabxml1v5 libkomain.so.17=calligra-libs libkomsooxml.so.17=calligra-libs
        libkoodf.so.17=calligra-libs libkoodf2.so.17=calligra-libs libkoodfreader.so.17=calligra-libs
        libkopageapp.so.17=calligra-libs libkopenafs.so.2+ libkoplugin.so.17=calligra-libs
        libkostore.so.17=calligra-libs libkotext.so.17=calligra-libs libkotextlayout.so.17=calligra-libs
        libkovectorimage.so.17=calligra-libs libkoversion.so.17=calligra-libs libkowidgets.so.17=calligra-libs
        libkowidgetutils.so.17=calligra-libs libkpathsea.so.6 libkpmcore.so.12 libkrad.so.0 libkrb5.so.3
        libkrb5support.so.0 libksba.so.8 libkshark-gui.so.2=libkshark2 libkshark-plot.so.2=libkshark2 libkshark.so.2
        libkundo2.so.17=calligra-libs libkvilib.so.5 libkyotocabinet.so.16=libkyotocabinet16v5 liblab_gamut.so.1
        liblam++.so.4=liblam4+ liblam.so.4+ liblamio.so.4=liblam4+ liblangtag-gobject.so.0 liblangtag.so.1
        liblapack.so.3 liblapack_atlas.so.3=libatlas3-base liblapacke.so.3=liblapacke liblapacke64.so.3=liblapacke64
        liblasso.so.3+ liblastfm5.so.1 liblastfm_fingerprint5.so.1 liblavfile-2.1.so.0+ liblavjpeg-2.1.so.0+
        liblavplay-2.1.so.0+ liblaxjson.so.1 liblbfgs.so.0 liblbfgsb.so.0 liblcas.so.0 liblcm.so.1 liblcmaps.so.0+
        liblcmaps_gss_assist_gridmap.so.0=liblcmaps0+
        liblcmaps_gss_assist_gridmap_without_gsi.so.0=liblcmaps-without-gsi0+
        liblcmaps_return_account_from_pem.so.0=liblcmaps0+ liblcmaps_return_poolindex.so.0=liblcmaps0+
        liblcmaps_return_poolindex_without_gsi.so.0=liblcmaps-without-gsi0+
        liblcmaps_verify_account_from_pem.so.0=liblcmaps0+ liblcmaps_without_gsi.so.0+ liblcms2.so.2 libldacBT_abr.so.2
        libldacBT_enc.so.2 libldb.so.2 libldm-1.0.so.0+ libldm-common.so.0+ libldm-priv-common.so.0+ libldns.so.3+
        liblensfun.so.1 liblhasa.so.0 libliftoff.so.0 libliggghts.so.3+ liblightdm-gobject-1.so.0 liblightdm-qt5-3.so.0
        liblilv-0.so.0 liblinbox-1.7.0.so.0+ liblinear.so.4 liblingot.so.0 liblink-grammar.so.5+ libliquid.so.1
        liblirc.so.0+ liblirc_client.so.0+ liblirc_driver.so.0=liblirc0+ liblistSerialsj.so.1 liblitehtml.so.0+
        liblitl.so.0 liblmdb.so.0 liblms7compact.so.0 liblnk.so.1+ liblo.so.7 liblo10k1.so.0 libloc.so.1+
        liblockfile.so.1 liblog4c.so.3+ liblog4cplus-2.0.so.3=liblog4cplus-2.0.5+ liblog4cpp.so.5=liblog4cpp5v5
        liblog4cxx.so.15 liblog4shib.so.2 liblognorm.so.5 liblomiri-action-qt.so.1 liblomiri-api.so.0
        liblomiri-app-launch.so.0 liblomiri-connectivity-qt1.so.1 liblomiri-download-manager-client.so.0+
        liblomiri-download-manager-common.so.0+ liblomiri-private.so.0 liblomiri-upload-manager-common.so.0+
        liblomiri-url-dispatcher.so.0 liblorene-debian.so.1+ liblorene_export-debian.so.0+ liblorenef77-debian.so.1+
        libloudmouth-1.so.0=libloudmouth1-0 liblouis.so.20 liblouisutdml.so.9+ liblouisxml.so.1+ liblqr-1.so.0
        liblrcalc.so.1+ liblrdf.so.0 liblrm.so.2+ liblsan.so.0 liblscp.so.6 libltc.so.11 libltdl.so.7 liblttng-ctl.so.0+
        liblttng-ust-common.so.1+ liblttng-ust-ctl.so.5+ liblttng-ust-cyg-profile-fast.so.1=liblttng-ust1+
        liblttng-ust-cyg-profile.so.1=liblttng-ust1+ liblttng-ust-dl.so.1=liblttng-ust1+
        liblttng-ust-fd.so.1=liblttng-ust1+ liblttng-ust-fork.so.1=liblttng-ust1+
        liblttng-ust-libc-wrapper.so.1=liblttng-ust1+ liblttng-ust-pthread-wrapper.so.1=liblttng-ust1+
        liblttng-ust-python-agent.so.1+ liblttng-ust-tracepoint.so.1=liblttng-ust1+ liblttng-ust.so.1+ liblttoolbox.so.3
        libluksde.so.1+ libluksmeta.so.0 liblunar-calendar-3.0.so.1 liblunar-date-3.0.so.1 liblur.so.3 liblutok.so.3
        liblv2dynparamhost1.so.1+ liblv2dynparamplugin1.so.0+ liblwip.so.0+ liblwipv6.so.2+ liblxc.so.1+ liblxi.so.1
        liblz.so.1 liblz4.so.1 liblzf.so.1 liblzma.so.5 liblzo2.so.2 libm.so.6=libc6 libm17n-core.so.0=libm17n-0
        libm17n-flt.so.0=libm17n-0 libm17n-gui.so.0=libm17n-0 libm17n.so.0=libm17n-0 libm2cor.so.17=libgm2-17
        libm2iso.so.17=libgm2-17 libm2log.so.17=libgm2-17 libm2min.so.17=libgm2-17 libm2pim.so.17=libgm2-17
        libm4ri-0.0.20200125.so=libm4ri-0.0.20200125 libm4rie-0.0.20200125.so=libm4rie-0.0.20200125 libmaa.so.4
        libmacaroons.so.0 libmad.so.0 libmaeparser.so.1 libmagic.so.1+ libmailutils.so.9+ libmalcontent-0.so.0
        libmalcontent-ui-1.so.1 libmaliit-glib.so.2 libmaliit-plugins.so.2 libmaloc.so.1 libmanette-0.2.so.0
        libmapcache.so.1+ libmapserver.so.2+ libmarco-private.so.2 libmariadb.so.3 libmariadbd.so.19+ libmarisa.so.0
        libmarkdown.so.2 libmartchus-c++utilities.so.5+ libmartchus-qtforkawesome.so.1+
        libmartchus-qtquickforkawesome.so.1=libmartchus-qtforkawesome1+ libmartchus-qtutilities.so.6 libmatheval.so.1
        libmathic.so.0=libmathic0v5 libmathicgb.so.0+ libmatroska.so.7 libmaus2.so.2 libmaus2_arch.so.2=libmaus2-2
        libmaus2_autoarray.so.2=libmaus2-2 libmaus2_demangle.so.2=libmaus2-2 libmaus2_exception.so.2=libmaus2-2
        libmaus2_parallel.so.2=libmaus2-2 libmaus2_posix.so.2=libmaus2-2 libmaus2_simd_align_128.so.2=libmaus2-2
        libmaus2_simd_align_256.so.2=libmaus2-2 libmaus2_stacktrace.so.2=libmaus2-2 libmawk.so.1+ libmaxflow.so.0
        libmaxminddb.so.0 libmb.so.1=libmatchbox1 libmbim-glib.so.4 libmcpp.so.0 libmcrypt.so.4 libmctc-lib.so.0
        libmd.so.0 libmd4c-html.so.0 libmd4c.so.0 libmdb.so.3+ libmdbsql.so.3+ libmdc.so.3+ libmdnsd.so.1+
        libmeanwhile.so.1 libmecab.so.2 libmed.so.11 libmedC.so.11+ libmediaart-2.0.so.0
        libmediainfo.so.0=libmediainfo0v5 libmediascan.so.0+ libmediascanner-2.0.so.4 libmedimport.so.0=libmedimport0v5
        libmemcached.so.11+ libmemcachedutil.so.2+ libmemtailor.so.0 libmenu-cache.so.3 libmenu.so.6=libncurses6
        libmenuw.so.6=libncursesw6 libmeschach.so.1=libmeschach1.2 libmessaging-menu.so.0 libmetacity.so.3 libmetis.so.5
        libmetrohash.so.1 libmfhdf.so.0=libhdf4-0 libmfhdfalt.so.0=libhdf4-0-alt libmfsio.so.1+ libmgl-fltk.so.8+
        libmgl-glut.so.8+ libmgl-mpi.so.8+ libmgl-qt.so.8=libmgl-qt5-8+ libmgl-qt5.so.8+ libmgl-wnd.so.8+
        libmgl-wx.so.8+ libmgl.so.8+ libmhash.so.2 libmialm.so.3+ libmicrohttpd.so.12+ libmicroprofile.so.4
        libmigemo.so.1 libmikmod.so.3 libminIni.so.1+ libmini18n.so.1 libminicoredumper.so.2 libminidjvu.so.0+
        libminimap.so.0 libminizip.so.1+ libminpack.so.1 libmir-core.so.1 libmircore.so.2+
        libmission-control-plugins.so.0+ libmjpegutils-2.1.so.0+ libmlt++-7.so.7=libmlt++7 libmlt-7.so.7=libmlt7
        libmm-glib.so.0 libmm.so.14 libmmdb2.so.0 libmms.so.0 libmmtbx_masks.so.0=libcctbx0 libmmtbx_tls.so.0=libcctbx0
        libmng.so.1 libmnl.so.0 libmobi.so.0+ libmodbus.so.5 libmodest.so.0+ libmodhmm.so.0 libmodpbase64.so.0
        libmodplug.so.1 libmodsecurity.so.3+ libmodulemd.so.2 libmojoshader.so.0 libmojoshader.so.1314=libmojoshader0
        libmongo-client.so.0 libmongoc-1.0.so.0+ libmongocrypt.so.0 libmopac7.so.1=libmopac7-1gf libmorph.so.1=libmorph
        libmosquitto.so.1 libmosquittopp.so.1 libmount.so.1 libmousepad.so.0 libmovit.so.8 libmp3lame.so.0
        libmp3splt.so.0=libmp3splt libmpack.so.0 libmpc.so.3 libmpcdec.so.6 libmpd.so.1 libmpdclient.so.2+
        libmpeg2.so.0=libmpeg2-4 libmpeg2convert.so.0=libmpeg2-4 libmpeg2encpp-2.1.so.0+ libmpeg3.so.2+ libmpfi.so.0
        libmpfr.so.6 libmpg123.so.0+ libmpi.so.40=libopenmpi3|libopenmpi40 libmpich.so.12 libmpichcxx.so.12=libmpich12
        libmpichfort.so.12=libmpich12 libmplex2-2.1.so.0+ libmpris-qt5.so.1 libmps-fortran.so.0+ libmps.so.3+
        libmptcpd.so.3 libmpv.so.2 libmrgingham.so.2 libmrss.so.0+ libmrtd.so.0+ libmseed.so.2 libmsiecf.so.1+
        libmsnumpress.so.1 libmspack.so.0+ libmspub-0.1.so.1 libmstoolkit.so.82+ libmstoolkitlite.so.82=libmstoolkit82+
        libmsv.so.1 libmtbl.so.1 libmtdev.so.1+ libmtp.so.9+ libmu_auth.so.9=libmailutils9+ libmu_dbm.so.9+
        libmu_dotmail.so.9=libmailutils9+ libmu_imap.so.9=libmailutils9+ libmu_maildir.so.9=libmailutils9+
        libmu_mailer.so.9=libmailutils9+ libmu_mbox.so.9=libmailutils9+ libmu_mh.so.9=libmailutils9+
        libmu_pop.so.9=libmailutils9+ libmu_py.so.9=libmailutils9+ libmu_scm.so.9=libmailutils9+
        libmu_sieve.so.9=libmailutils9+ libmuaux.so.9=libmailutils9+ libmulticobex.so.1+ libmunge.so.2
        libmuparser.so.2=libmuparser2v5 libmupen64plus.so.2 libmurmurhash.so.2 libmusicbrainz5.so.2 libmustache-d.so.0
        libmvec.so.1=libc6 libmwaw-0.3.so.3 libmxml.so.1 libmypaint-1.5.so.1 libmyproxy.so.6+ libmysofa.so.1
        libmythes-1.2.so.0 libnabrit.so.3 libnacore.so.5 libnanomsg.so.5 libnatpmp.so.1+ libnautilus-extension.so.4
        libnbd.so.0 libnblib_gmx.so.0 libncap.so.44+ libncbi-ngs.so.3 libncbi-vdb.so.3 libncbi-wvdb.so.3 libncbi.so.6+
        libncbiCacc.so.6=libncbi6+ libncbiNacc.so.6=libncbi6+ libncbiacc.so.6=libncbi6+ libncbicdr.so.6=libncbi6+
        libncbiid1.so.6=libncbi6+ libncbimla.so.6=libncbi6+ libncbimmdb.so.6=libncbi6+ libncbiobj.so.6=libncbi6+
        libncbitool.so.6=libncbi6+ libncbitxc2.so.6=libncbi6+ libncl.so.2 libncurses.so.6 libncursesw.so.6 libndctl.so.6
        libndp.so.0 libndr-krb5pac.so.0=samba-libs libndr-nbt.so.0=samba-libs libndr-standard.so.0=samba-libs
        libndr.so.1=samba-libs libndr.so.2=samba-libs libndr.so.3=samba-libs libneatvnc.so.0 libneko.so.2
        libnemesis.so.3 libneon.so.27+ libnet-cpp.so.2 libnet.so.1 libnetapi.so.1=samba-libs libnetblast.so.6=libncbi6+
        libnetcdf_c++4.so.1 libnetcdff.so.7 libnetcli.so.6=libncbi6+ libnetentr.so.6=libncbi6+ libnetfilter_acct.so.1
        libnetfilter_conntrack.so.3 libnetfilter_cthelper.so.0 libnetfilter_cttimeout.so.1 libnetfilter_log.so.1
        libnetfilter_log_libipulog.so.1=libnetfilter-log1 libnetfilter_queue.so.1 libnetpbm.so.11+
        libnetsnmp.so.40=libsnmp40+ libnetsnmpagent.so.40=libsnmp40+ libnetsnmphelpers.so.40=libsnmp40+
        libnetsnmpmibs.so.40=libsnmp40+ libnetsnmptrapd.so.40+ libnettle.so.8+ libnewmat.so.10=libnewmat10ldbl
        libnexstar.so.0+ libnextcloud_csync.so.0=libnextcloudsync0+ libnextcloudsync.so.0+ libnfc.so.6 libnfnetlink.so.0
        libnfo.so.1 libnfsidmap.so.1 libnftables.so.1 libnftnl.so.11 libnghttp2.so.14 libngraph.so.0 libngs-c++.so.3
        libngspice.so.0 libnice.so.10 libnifti2.so.2 libnifticdf.so.2 libniftiio.so.2+ libnimCodecs.so.0=libopenni0+
        libnimMockNodes.so.0=libopenni0+ libnimRecorder.so.0=libopenni0+ libnitrokey.so.3 libnjb.so.5 libnl-3.so.200
        libnl-cli-3.so.200 libnl-genl-3.so.200 libnl-idiag-3.so.200 libnl-nf-3.so.200 libnl-route-3.so.200
        libnl-xfrm-3.so.200 libnlopt.so.0 libnlopt_cxx.so.0 libnm.so.0 libnma-gtk4.so.0 libnma.so.0 libnmz.so.7
        libnoise.so.0 libnorm.so.1+ libnormaliz.so.3 libnotificationmanager.so.1 libnotify.so.4 libnotmuch.so.5+
        libnova-0.16.so.0+ libnozzle.so.1+ libnpth.so.0+ libnsl.so.1=libc6 libnsl.so.2 libnspr4.so=libnspr4
        libnss3.so=libnss3 libnss_compat.so.2=libc6 libnss_dns.so.2=libc6 libnss_files.so.2=libc6
        libnss_hesiod.so.2=libc6 libnss_libvirt.so.2=libnss-libvirt libnss_libvirt_guest.so.2=libnss-libvirt
        libnssutil3.so=libnss3 libnsync.so.1+ libnsync_cpp.so.1+ libntfs-3g.so.89+ libntl.so.44 libntlm.so.0
        libntru-0.5.so=libntru-0.5 libnullcode.so.1=liberasurecode1 libnuma.so.1 libnumbertext-1.0.so.0 libnuspell.so.5
        libnutclient.so.2+ libnutclientstub.so.1=libnutclient2+ libnutscan.so.2 libnvcore.so.2=libnvtt2
        libnvidia-egl-wayland.so.1 libnvimage.so.2=libnvtt2 libnvmath.so.2=libnvtt2 libnvme-mi.so.1=libnvme1+
        libnvme.so.1+ libnvtt.so.2 libnxml.so.0+ liboam.so.1 liboas.so.0 liboath.so.0+ liboauth.so.0 liboauth2.so.0
        liboauth2_apache.so.0 libobexftp.so.0+ libobjc.so.4 libobjc_gc.so.4=libobjc4 libobrender.so.32=libobrender32v5
        libobs-frontend-api.so.0=libobs0+ libobs-frontend-api.so.29=libobs0+ libobs-opengl.so.1=libobs0+
        libobs-opengl.so.29=libobs0+ libobs-scripting.so.1=libobs0+ libobs-scripting.so.29=libobs0+ libobs.so.0+
        libobs.so.29=libobs0+ libobsglad.so.1=libobs0+ libobsglad.so.29=libobs0+ libobt.so.2=libobt2v5 libocas.so.0
        libodbc.so.2 libodbccr.so.2 libodbcinst.so.2 libode.so.8+ libodfgen-0.1.so.1 libodil.so.0+ libodsstream.so.0
        libofa.so.0 libofapi.so.0 libofx.so.7+ libogdi.so.4=libogdi4.1 libogg.so.0 liboggkate.so.1 liboggz.so.2
        liboglappth.so.2 liboidc-agent.so.4+ libola.so.1+ libolaartnet.so.0=libola1+ libolaartnetconf.so.0=libola1+
        libolacommon.so.0=libola1+ liboladummy.so.0=libola1+ libolae131.so.0=libola1+ libolae131conf.so.0=libola1+
        libolaespnet.so.0=libola1+ libolaftdidmx.so.0=libola1+ libolagpio.so.0=libola1+ libolagpiocore.so.0=libola1+
        libolakarate.so.0=libola1+ libolakinet.so.0=libola1+ libolamilinst.so.0=libola1+ libolaopendmx.so.0=libola1+
        libolaopenpixelcontrol.so.0=libola1+ libolaosc.so.0=libola1+ libolapathport.so.0=libola1+
        libolarenard.so.0=libola1+ libolasandnet.so.0=libola1+ libolaserver.so.0=libola1+
        libolaserverplugininterface.so.0=libola1+ libolashownet.so.0=libola1+ libolaspi.so.0=libola1+
        libolaspicore.so.0=libola1+ libolastageprofi.so.0=libola1+ libolatrigger.so.0=libola1+
        libolauartdmx.so.0=libola1+ libolausbdmx.so.0=libola1+ libolausbpro.so.0=libola1+ libolausbproconf.so.0=libola1+
        libolecf.so.1+ libolm.so.2=libolm3 libolm.so.3 libomemo-c.so.0 libomemo.so.0 libomnithread.so.4
        libomptbx.so.0=libcctbx0 libonig.so.5 liboobs-1.so.5 liboop-adns.so.3=liboop4+ liboop-glib2.so.0=liboop4+
        liboop-rl.so.0=liboop4+ liboop-tcl.so.0=liboop4+ liboop.so.4+ libopamgt.so.0 libopasadb.so.1
        libopen-trace-format.so.1 libopen-trace-format2.so.10+ libopenal.so.1 libopenaptx.so.0 libopenbabel.so.7
        libopenconnect.so.5 libopencore-amrnb.so.0 libopencore-amrwb.so.0 libopencryptoki.so.0 libopencsd.so.1
        libopencsd_c_api.so.1=libopencsd1 libopencsg.so.1 libopenctm.so.1 libopendbx.so.1+
        libopendbxplus.so.1=libopendbx1+ libopendkim.so.11 libopendmarc.so.2+ libopenhmd.so.0 libopenhpi.so.3
        libopenhpi_snmp.so.3=openhpi-plugin-snmp-bc libopenhpi_ssl.so.3=libopenhpi3 libopenhpimarshal.so.3=libopenhpi3
        libopenhpitransport.so.3=libopenhpi3 libopenhpiutils.so.3=libopenhpi3 libopenjp2.so.7 libopenjpip.so.7
        libopenmpt.so.0+ libopenmpt_modplug.so.1 libopenobex.so.2 libopenr2.so.3 libopenraw.so.7+ libopenrawgnome.so.7+
        libopenslide.so.0 libopensm.so.9 libopensmtpd.so.0+ libopentracing-c-wrapper.so.0+ libopentracing.so.1
        libopentracing_mocktracer.so.1=libopentracing1 libopenxr_loader.so.1 liboping.so.0 libopts.so.25 libopus.so.0
        libopusenc.so.0 libopusfile.so.0 libopusurl.so.0=libopusfile0 liborc-0.4.so.0+
        liborc-test-0.4.so.0=liborc-0.4-0+ liborigin2.so.1=liborigin2-1v5 libortp.so.16 liboscpack.so.1
        libosg.so.161=libopenscenegraph161 libosgAnimation.so.161=libopenscenegraph161
        libosgDB.so.161=libopenscenegraph161 libosgFX.so.161=libopenscenegraph161 libosgGA.so.161=libopenscenegraph161
        libosgManipulator.so.161=libopenscenegraph161 libosgParticle.so.161=libopenscenegraph161
        libosgPresentation.so.161=libopenscenegraph161 libosgShadow.so.161=libopenscenegraph161
        libosgSim.so.161=libopenscenegraph161 libosgTerrain.so.161=libopenscenegraph161
        libosgText.so.161=libopenscenegraph161 libosgUI.so.161=libopenscenegraph161
        libosgUtil.so.161=libopenscenegraph161 libosgViewer.so.161=libopenscenegraph161
        libosgVolume.so.161=libopenscenegraph161 libosgWidget.so.161=libopenscenegraph161 libosinfo-1.0.so.0
        libosip2.so.15+ libosipparser2.so.15=libosip2-15+ libosl.so.1=libosl1v5 libosmcomp.so.5 libosmgpsmap-1.0.so.1
        libosmo-fl2k.so.0 libosmo-gsup-client.so.0 libosmo-hnbap.so.0+ libosmo-rua.so.0+ libosmo-sabp.so.1+
        libosmocoding.so.0 libosmoctrl.so.0 libosmogb.so.14 libosmomtp.so.0 libosmosccp.so.0 libosmosdr.so.0
        libosmosim.so.2 libosmoxua.so.0 libosmpbf.so.1 libosmvendor.so.5 libosp.so.5 libosptk.so.4+ libosra.so.2
        libossp-uuid++.so.16=libossp-uuid16 libossp-uuid.so.16 libostree-1.so.1 libotcl.so.1 libotf.so.1 libotfaux.so.0
        libotr.so.5+ libots-1.so.0=libots0 libout123.so.0+ libow-3.2.so.4+ libowcapi-3.2.so.4+ libowfat.so.0+
        libowncloud_csync.so.0=libowncloudsync0+ libowncloudsync.so.0+ libownet-3.2.so.4+ libp11-kit.so.0 libp11.so.3+
        libp8-platform.so.2 libpackagekit-glib2.so.18 libpackagekitqt5.so.1 libpacketdump.so.3+ libpacparser.so.1
        libpagemaker-0.0.so.0 libpaho-mqtt3a.so.1=libpaho-mqtt1.3 libpaho-mqtt3as.so.1=libpaho-mqtt1.3
        libpaho-mqtt3c.so.1=libpaho-mqtt1.3 libpaho-mqtt3cs.so.1=libpaho-mqtt1.3 libpaho-mqttpp3.so.1 libpaje.so.2
        libpam.so.0=libpam0g libpam_misc.so.0=libpam0g libpamc.so.0=libpam0g libpanel-1.so.1 libpanel.so.6=libncurses6
        libpanelw.so.6=libncursesw6 libpango-1.0.so.0 libpangocairo-1.0.so.0 libpangoft2-1.0.so.0
        libpangomm-1.4.so.1=libpangomm-1.4-1v5 libpangomm-2.48.so.1+ libpangoxft-1.0.so.0 libpano13.so.3+ libpappl.so.1+
        libpaps.so.0+ libparasail.so.8 libparpack.so.2+ libparted-fs-resize.so.0+ libparted.so.2+ libpasswdqc.so.1
        libpath_utils.so.1+ libpathplan.so.4 libpcaudio.so.0 libpci.so.3 libpciaccess.so.0 libpcp.so.2=libpgpool2
        libpcp.so.3 libpcp_archive.so.1 libpcp_gui.so.2 libpcp_import.so.1 libpcp_mmv.so.1 libpcp_pmda.so.3
        libpcp_trace.so.2 libpcp_web.so.1 libpcre2-16.so.0 libpcre2-32.so.0 libpcre2-8.so.0 libpcre2-posix.so.3
        libpcsclite.so.1 libpdb-redo.so.3 libpdcap.so.1=libdcap1+ libpeas-1.0.so.0 libpeas-gtk-1.0.so.0=libpeas-1.0-0
        libpeasd-3.so.0 libpersalysbase.so.0=libpersalys0 libpersalysmodel.so.0=libpersalys0
        libpersalysplot.so.0=libpersalys0 libpersalyspyconsole.so.0=libpersalys0 libpersalyspyinterp.so.0=libpersalys0
        libpersalysutils.so.0=libpersalys0 libpersalysview.so.0=libpersalys0 libpff.so.1+ libpfm.so.4 libpfs.so.2
        libpgf.so.7 libpgm-5.3.so.0+ libpgplot.so.0 libpgtypes.so.3 libphodav-3.0.so.0 libphonenumber.so.8
        libphonon4qt5.so.4+ libphonon4qt5experimental.so.4+ libphysfs.so.1 libpiano.so.0+
        libpigmentcms.so.17=calligra-libs libpillowfight.so.0 libpils.so.2+ libpinyin.so.15 libpipeline.so.1
        libpipewire-0.3.so.0+ libpistache.so.0+ libpixman-1.so.0 libpkcs11-helper.so.1+
        libpkcs11_cca.so.0=libopencryptoki0 libpkcs11_icsf.so.0=libopencryptoki0 libpkcs11_sw.so.0=libopencryptoki0
        libpkcs11_tpm.so.0=libopencryptoki0 libpkgconf.so.3 libpktriggercord.so.0 libplanarity.so.0+ libplank.so.1
        libplayerctl.so.2 libplc4.so=libnspr4 libplds4.so=libnspr4 libplfit.so.0 libplibfnt.so.1=libplib1+
        libplibjs.so.1=libplib1+ libplibnet.so.1=libplib1+ libplibpsl.so.1=libplib1+ libplibpu.so.1=libplib1+
        libplibpuaux.so.1=libplib1+ libplibpw.so.1=libplib1+ libplibsg.so.1=libplib1+ libplibsl.so.1=libplib1+
        libplibsm.so.1=libplib1+ libplibssg.so.1=libplib1+ libplibssgaux.so.1=libplib1+ libplibul.so.1=libplib1+
        libpll.so.0 libplot.so.2=libplot2c2 libploticus.so.0 libplotter.so.2=libplot2c2 libplplot.so.17
        libplplotcxx.so.15 libplplotfortran.so.0 libplplotqt.so.2 libplplotwxwidgets.so.1 libplumb.so.2+
        libplumbgpl.so.2+ libply-boot-client.so.5=libplymouth5 libply-splash-core.so.5=libplymouth5
        libply-splash-graphics.so.5=libplymouth5 libply.so.5=libplymouth5 libpmem.so.1 libpmem2.so.1=libpmem2
        libpmemblk.so.1 libpmemlog.so.1 libpmemobj.so.1 libpmempool.so.1 libpmi.so.0+ libpmi2.so.0+ libpmix.so.2+
        libpng16.so.16+ libpnglite.so.0 libpocketsphinx.so.3 libpocl.so.2+ libpolkit-agent-1.so.0
        libpolkit-gobject-1.so.0 libpolkit-qt5-agent-1.so.1=libpolkit-qt5-1-1
        libpolkit-qt5-core-1.so.1=libpolkit-qt5-1-1 libpolkit-qt5-gui-1.so.1=libpolkit-qt5-1-1 libpolyclipping.so.22
        libpolylib64.so.8+ libpomp.so.0 libpoppler-glib.so.8+ libpoppler-qt5.so.1+ libpoppler-qt6.so.3+ libpopt.so.0
        libportSMF.so.0+ libportal-gtk3.so.1 libportal-gtk4.so.1 libportal-qt5.so.1 libportal.so.1 libportaudio.so.2
        libportaudiocpp.so.0 libportmidi.so.0 libporttime.so.0=libportmidi0 libpostscriptlight.so.6=libgmt6+
        libpotrace.so.0 libpowercap.so.0 libpowerdevilcore.so.2 libpowerman.so.0 libppl.so.14 libppl_c.so.4 libpq.so.5
        libpresage.so.1=libpresage1v5 libprimecount.so.7 libprimus_vk.so.1 libprintsys.so.1=libprintsys libproc2.so.0
        libprocess-cpp.so.3 libprofiler.so.0=libgoogle-perftools4+ libproj.so.25 libprojectM.so.3 libpromises.so.3
        libprotobuf-c.so.1 libprotobuf-lite.so.32+ libprotobuf.so.32+ libprotoc.so.32+ libproxy.so.1=libproxy1v5
        libproxychains.so.3 libproxychains.so.4 libps.so.0=pslib1 libpskc.so.0+ libpsl.so.5+ libpsm2.so.2
        libpsocksxx.so.0+ libpspell.so.15=libaspell15 libpst.so.4+ libpsx.so.2=libcap2
        libptesmumps-7.0.3.so=libptscotch-7.0 libptesmumps-7.0.so=libptscotch-7.0 libptexenc.so.1 libpthread.so.0=libc6
        libptl.so.2+ libptscotch-7.0.3.so=libptscotch-7.0 libptscotch-7.0.so=libptscotch-7.0
        libptscotcherr-7.0.3.so=libptscotch-7.0 libptscotcherr-7.0.so=libptscotch-7.0
        libptscotcherrexit-7.0.3.so=libptscotch-7.0 libptscotcherrexit-7.0.so=libptscotch-7.0
        libptscotchparmetisv3-7.0.3.so=libptscotch-7.0 libptscotchparmetisv3-7.0.so=libptscotch-7.0 libptytty.so.0
        libpugixml.so.1=libpugixml1v5 libpugl-0.so.0 libpulse-mainloop-glib.so.0 libpulse-simple.so.0=libpulse0
        libpulse.so.0 libpulsecommon-16.1.so=libpulse0 libpurelibc.so.1 libpurple-client.so.0=libpurple0+
        libpurple.so.0+ libpuzzle.so.1 libpwizlite.so.3+ libpwquality.so.1 libpx.so.0=pxlib1 libpystring.so.0
        libpyzy-1.0.so.0=libpyzy-1.0-0v5 libqaccessibilityclient-qt5.so.0 libqb.so.100 libqca-qt5.so.2 libqcow.so.1+
        libqdbm.so.14+ libqdjango-db.so.0 libqdjango-http.so.0 libqes.so.0 libqfits.so.0 libqgpgme.so.15+
        libqjdns-qt5.so.2+ libqm-dsp.so.0+ libqmenumodel.so.1 libqmi-glib.so.5 libqmobipocket.so.2 libqoauth.so.2
        libqofono-qt5.so.0 libqpid-proton-core.so.10=libqpid-proton11 libqpid-proton-cpp.so.12
        libqpid-proton-proactor.so.1=libqpid-proton11 libqpid-proton.so.11 libqpxpioneer.so.0=libqpx0+
        libqpxplextor.so.0=libqpx0+ libqpxscan.so.0=libqpx0+ libqpxtransport.so.0=libqpx0+ libqpxyamaha.so.0=libqpx0+
        libqqwing.so.2=libqqwing2v5 libqrcodegen.so.1 libqrcodegencpp.so.1 libqrencode.so.4 libqrtr-glib.so.0
        libqrtr.so.1 libqrupdate.so.1 libqsastime.so.0 libqscintilla2_qt5.so.15 libqscintilla2_qt6.so.15
        libqsopt_ex.so.2+ libqt5keychain.so.1 libqt6keychain.so.1 libqtcurve-utils.so.2 libqtdbusmock.so.1
        libqtdbustest.so.1 libqtmirserver.so.2 libquadmath.so.0 libquadrule.so.1 libquantum.so.8 libquazip1-qt5.so.1+
        libquazip1-qt6.so.1+ libquazip5.so.1+ libquickfix.so.17+ libquicktime.so.2 libquorum.so.5
        libquvi-0.9-0.9.4.so=libquvi-0.9-0.9.4 libqwt-qt5.so.6 libqwtmathml-qt5.so.6 libqwtplot3d-qt5.so.0
        libqxp-0.0.so.0 libqzxing.so.3 libr12-stable.so.1=libint1 libr12.so.1=libint1 librabbitmq.so.4 librad.so.0
        libradcli.so.4 librados.so.2 libradosstriper.so.1 libradsec.so.0+ librandomx.so.0 libraptor2.so.0 libraqm.so.0
        librasqal.so.3+ librasterlite2.so.1 libratpoints-2.1.3.so=libratpoints-2.1.3 libraven.so.0 libraw1394.so.11
        librbd.so.1 librbl.so.1 librc.so.1+ librcc.so.0 librccui.so.0 librcd.so.0 librcsb-core-wrapper.so.0+ librda.so.0
        librdata.so.0+ librdf.so.0+ librdkafka++.so.1 librdkafka.so.1 librdmacm.so.1+ libreadline.so.8+ libreadosm.so.1
        libreadstat.so.1+ libref_array.so.1+ libregf.so.1+ libregfi.so.1+ libregina.so.3 librelp.so.0 libremctl.so.1+
        librep.so.16 librepfunc.so.1 libreplaygain.so.1 librepo.so.0 libresample.so.1
        libresid-builder.so.0=libresid-builder0c2a libresolv.so.2=libc6 librest-1.0.so.0 librest-extras-1.0.so.0
        librevenge-0.0.so.0 librevenge-generators-0.0.so.0=librevenge-0.0-0 librevenge-stream-0.0.so.0=librevenge-0.0-0
        librfftw.so.2=fftw2 librfftw_mpi.so.2=fftw2 librfftw_threads.so.2=fftw2 librgw.so.2 librgxg.so.0 librheolef.so.1
        librhythmbox-core.so.10 libriemann-client.so.0 librime.so.1+ librist.so.4 librnp.so.0 libroaring.so.0+
        librocm_smi64.so.1 librocrand.so.1 librocsparse.so.0 librom1394.so.0=libavc1394-0
        librostlab-blast.so.0=librostlab-blast0v5 librostlab.so.3+ libroutino-slim.so.0 libroutino.so.0 librplay.so.3
        librpma.so.0 librrd.so.8+ librsb.so.0+ librscode.so.1 librspcsp.so.3=librsplib3+
        librspdispatcher.so.3=librsplib3+ librsphsmgt.so.3=librsplib3+ librsplib.so.3+ librspmessaging.so.3=librsplib3+
        librstbx.so.0=libcctbx0 librsvg-2.so.2=librsvg2-2 librsync.so.2+ librt.so.1=libc6 librtfilter.so.1
        librtlsdr.so.0 librtmp.so.1 librtr.so.0+ librttopo.so.1 librubberband.so.2 librudecgi.so.5 libruli.so.4+
        librw.so.0 librxp.so.0+ librygel-core-2.8.so.0 librygel-db-2.8.so.0 librygel-renderer-2.8.so.0
        librygel-renderer-gst-2.8.so.0 librygel-ruih-2.8.so.0 librygel-server-2.8.so.0 libs3.so.2 libs3d.so.2
        libs3dw.so.2 libsaclib.so.0+ libsafe_iop.so.0 libsafec.so.3+ libsam-extract.so.3 libsam.so.4
        libsamba-credentials.so.1=samba-libs libsamba-errors.so.1=samba-libs libsamba-hostconfig.so.0=samba-libs
        libsamba-passdb.so.0=samba-libs libsamba-util.so.0=samba-libs libsamdb.so.0=samba-libs libsamplerate.so.0
        libsane.so.1 libsanlock.so.1 libsanlock_client.so.1 libsasl2.so.2 libsass.so.1 libsbc.so.1 libsbml.so.5+
        libsbsms.so.10 libscamperfile.so.2=libscamperfile0+ libscca.so.1+ libsched.so.7=libboinc7+
        libsched_em.so.2=libxrt1 libsched_em_v30.so.2=libxrt1 libscim-1.0.so.8=libscim8v5
        libscim-gtkutils-1.0.so.8=libscim8v5 libscim-x11utils-1.0.so.8=libscim8v5 libsciplot.so.1+
        libscitbx_boost_python.so.0=libcctbx0 libscitbx_minpack.so.0=libcctbx0 libscitbx_slatec.so.0=libcctbx0
        libscotch-7.0.3.so=libscotch-7.0 libscotch-7.0.so=libscotch-7.0 libscotcherr-7.0.3.so=libscotch-7.0
        libscotcherr-7.0.so=libscotch-7.0 libscotcherrexit-7.0.3.so=libscotch-7.0 libscotcherrexit-7.0.so=libscotch-7.0
        libscotchmetisv3-7.0.3.so=libscotch-7.0 libscotchmetisv3-7.0.so=libscotch-7.0
        libscotchmetisv5-7.0.3.so=libscotch-7.0 libscotchmetisv5-7.0.so=libscotch-7.0 libscrypt-kdf.so.1 libscrypt.so.0
        libscscp.so.1 libscscpxx.so.1=libscscp1 libscsynth.so.1+ libsctp.so.1 libsde.so.1+ libsdp.so.0 libsdsl.so.3
        libseafile.so.0+ libsearpc.so.1+ libseat.so.1 libseccomp.so.2 libsecret-1.so.0 libsecsipid.so.1+ libselinux.so.1
        libsemanage.so.2 libsensors.so.5 libsentencepiece.so.0 libsentencepiece_train.so.0=libsentencepiece0
        libsepol.so.2 libseqlib.so.2 libserd-0.so.0 libserf-1.so.1 libserial.so.1 libserialdv.so.1 libserialport.so.0
        libsfark.so.0 libsfftw.so.2=sfftw2 libsfftw_mpi.so.2=sfftw2 libsfftw_threads.so.2=sfftw2 libshaderc.so.1
        libshadowsocks-libev.so.2 libshairplay.so.0 libshairport.so.2 libshapelib.so.3=libterralib3+ libsharp.so.0
        libshhmsg.so.1 libshhopt.so.1 libshibresolver-lite.so.3=libshibresolver3 libshibresolver.so.3 libshine.so.3
        libshisa.so.0 libshishi.so.0 libshout-idjc.so.3 libshout.so.3 libshumate-1.0.so.1 libsidplay.so.1=libsidplay1v5
        libsidplay2.so.1=libsidplay2 libsidplayfp.so.6 libsidutils.so.0 libsieve.so.1=libsieve2-1
        libsigc-2.0.so.0=libsigc++-2.0-0v5 libsigc-3.0.so.0=libsigc++-3.0-0 libsignon-extension.so.1 libsignon-glib.so.2
        libsignon-plugins-common.so.1 libsignon-plugins.so.1=libsignon-plugins-common1 libsignon-qt5.so.1
        libsigrok.so.4+ libsigrokcxx.so.4+ libsigrokdecode.so.4 libsigscan.so.1+ libsigsegv.so.2 libsiloh5.so.0+
        libsimage.so.20 libsimavr.so.2 libsimavrparts.so.1 libsimpleini.so.1+ libsiscone.so.0=libsiscone0v5
        libsiscone_spherical.so.0=libsiscone-spherical0v5 libsixel.so.1 libskk.so.0 libskypat.so.3+ libslang.so.2
        libsleef.so.3 libsleefgnuabi.so.3=libsleef3 libslicot.so.0 libslirp.so.0 libslow5.so.0+ libslvs.so.1+
        libsmartcols.so.1 libsmbconf.so.0=samba-libs libsmbldap.so.2=samba-libs libsmdev.so.1+ libsmf.so.0+
        libsmime3.so=libnss3 libsmithwaterman.so.0 libsml.so.1 libsmpeg-0.4.so.0=libsmpeg0+ libsmpp34.so.1+
        libsmraw.so.1+ libsmtbx_refinement_constraints.so.0=libcctbx0 libsnapd-glib-2.so.1 libsnapd-qt-2.so.1
        libsnappy.so.1=libsnappy1v5 libsndfile.so.1 libsndio.so.7=libsndio7.0 libsnmp.so.40+ libsnp-sites.so.1
        libsocket++.so.1 libsocketcan.so.2 libsodium.so.23 libsofia-sip-ua-glib.so.3+ libsofia-sip-ua.so.0+
        libsoldout.so.1 libsollya.so.8 libsolv.so.1 libsolvext.so.1 libsombok.so.3 libsonic.so.0 libsonivox.so.3
        libsord-0.so.0 libsoundio.so.2 libsoup-3.0.so.0 libsox.so.3 libsoxr-lsr.so.0 libsoxr.so.0 libspandsp.so.2+
        libspatialaudio.so.0+ libspctag.so.1 libspectre.so.1 libspectrum.so.8 libspeechd.so.2 libspeex.so.1
        libspeexdsp.so.1 libspf2.so.2+ libspfft.so.1 libsphinxad.so.3=libsphinxbase3+ libsphinxbase.so.3+
        libspice-client-glib-2.0.so.8 libspice-client-gtk-3.0.so.5 libspice-server.so.1 libspice.so.0=tclspice
        libspiro.so.1 libspirv-cross-c-shared.so.0 libspnav.so.0 libspng.so.0 libspotfinder.so.0=libcctbx0 libsprng.so.2
        libsqlite3.so.0 libsqlite3_mod_blobtoxy-0.9998.so=libsqlite3-mod-blobtoxy
        libsqlite3_mod_csvtable-0.9998.so=libsqlite3-mod-csvtable libsqlite3_mod_impexp-0.9998.so=libsqlite3-mod-impexp
        libsqlite3_mod_xpath-0.9998.so=libsqlite3-mod-xpath libsqlite3_mod_zipfile-0.9998.so=libsqlite3-mod-zipfile
        libsquashfs.so.1 libsquashfuse.so.0 libsquashfuse_ll.so.0=libsquashfuse0 libsquid.so.1+ libsquish.so.0
        libsratom-0.so.0 libsrecord.so.0+ libsrfftw.so.2=sfftw2 libsrfftw_mpi.so.2=sfftw2 libsrfftw_threads.so.2=sfftw2
        libsrtp2.so.1 libss.so.2 libsscm.so.3 libssh.so.4=libssh-4 libssh2.so.1+ libssl.so.3+ libssl3.so=libnss3
        libssm.so.2 libsss_certmap.so.0 libsss_idmap.so.0 libsss_nss_idmap.so.0 libsstp_api-0.so=libsstp-api-0
        libssu.so.0 libssw.so.0 libst.so.1+ libstaden-read.so.14+ libstarlink_ast.so.9 libstarlink_ast_err.so.9
        libstarlink_ast_grf3d.so.9 libstarlink_pal.so.0 libstaroffice-0.0.so.0
        libstartup-notification-1.so.0=libstartup-notification0 libstat.so.3=libterralib3+ libstatgrab.so.10+
        libstb.so.0+ libstdc++.so.6 libstellarsolver.so.2 libstfl.so.0 libstilview.so.0 libstlink.so.1 libstoken.so.1+
        libstonith.so.1+ libstopt-mpi.so.5=libstopt5+ libstopt.so.5+ libstorj.so.0+ libstorm.so.9 libstreamvbyte.so.0
        libstroke.so.0 libstrophe.so.0 libstropt.so.0 libsubtitleeditor.so.0 libsubunit.so.0
        libsugar-eventcontroller.so.0=libsugarext0 libsugarext.so.0 libsuil-0.so.0 libsuma.so.1
        libsunpinyin.so.3=libsunpinyin3v5 libsuperlu_dist.so.8 libsuperlu_dist_fortran.so.8=libsuperlu-dist8 libsv.so.1
        libsvm.so.3 libsvmloc.so.0 libsvn_auth_gnome_keyring-1.so.1=libsvn1 libsvn_auth_kwallet-1.so.1=libsvn1
        libsvn_client-1.so.1=libsvn1 libsvn_delta-1.so.1=libsvn1 libsvn_diff-1.so.1=libsvn1 libsvn_fs-1.so.1=libsvn1
        libsvn_fs_base-1.so.1=libsvn1 libsvn_fs_fs-1.so.1=libsvn1 libsvn_fs_util-1.so.1=libsvn1
        libsvn_fs_x-1.so.1=libsvn1 libsvn_ra-1.so.1=libsvn1 libsvn_ra_local-1.so.1=libsvn1 libsvn_ra_serf-1.so.1=libsvn1
        libsvn_ra_svn-1.so.1=libsvn1 libsvn_repos-1.so.1=libsvn1 libsvn_subr-1.so.1=libsvn1 libsvn_wc-1.so.1=libsvn1
        libsvrcore.so.0=389-ds-base-libs libswami.so.1+ libswamigui.so.1+ libswe.so.2=libswe2.0 libsx.so.0 libsybdb.so.5
        libsylfilter.so.0 libsylph.so.1+ libsyn123.so.0+ libsynctex.so.2 libsysfs.so.2 libsystemc-2.3.4.so=libsystemc
        libsystemd.so.0 libsz.so.2 libt3config.so.0 libt3highlight.so.2 libt3key.so.1 libt4k_common.so.0+
        libtabixpp.so.0+ libtachyon-mpich-openmp.so.0=libtachyon-mpich-0 libtachyon-mpich-thr.so.0=libtachyon-mpich-0
        libtachyon-mpich.so.0=libtachyon-mpich-0 libtachyon-mt-openmp.so.0=libtachyon-mt-0
        libtachyon-mt-thr.so.0=libtachyon-mt-0 libtachyon-openmpi-openmp.so.0=libtachyon-openmpi-0
        libtachyon-openmpi-thr.so.0=libtachyon-openmpi-0 libtachyon-openmpi.so.0=libtachyon-openmpi-0
        libtachyon-serial.so.0=libtachyon-serial-0 libtaktuk.so.3+ libtalloc.so.2 libtamuanova-0.2.so=libtamuanova-0.2
        libtaningia.so.0+ libtarget-factory.so.2+ libtasn1.so.6 libtbb.so.12 libtbbbind_2_5.so.3=libtbbbind-2-5
        libtbbmalloc.so.2 libtbbmalloc_proxy.so.2=libtbbmalloc2 libtcl8.6.so=libtcl8.6 libtcl8.6.so.0=libtcl8.6
        libtclcl.so.1 libtcmalloc.so.4=libgoogle-perftools4+ libtcmalloc_and_profiler.so.4=libgoogle-perftools4+
        libtcmalloc_debug.so.4=libgoogle-perftools4+ libtcmalloc_minimal.so.4+
        libtcmalloc_minimal_debug.so.4=libtcmalloc-minimal4+ libtcmu.so.2 libtcnative-1.so=libtcnative-1
        libtcnative-1.so.0=libtcnative-1 libtcod.so.1+ libtdb.so.1 libtdbreakdetector.so.3=librsplib3+
        libtdcppthread.so.3=libcpprspserver3+ libtdloglevel.so.3=librsplib3+ libtdnetutilities.so.3=librsplib3+
        libtdrandomizer.so.3=librsplib3+ libtdstorage.so.3=librsplib3+ libtdstringutilities.so.3=librsplib3+
        libtdtagitem.so.3=librsplib3+ libtdthreadsafety.so.3=librsplib3+ libtdtimeutilities.so.3=librsplib3+
        libte_dxf.so.3=libterralib3+ libte_functions.so.3=libterralib3+ libte_mysql.so.3=libterralib3+
        libte_postgresql.so.3=libterralib3+ libte_shapelib.so.3=libterralib3+ libte_utils.so.3=libterralib3+
        libteam.so.5 libteamdctl.so.0 libtecla.so.1+ libteem.so.2 libtelepathy-farstream.so.3 libtelepathy-glib.so.0+
        libtelepathy-logger.so.3 libtelepathy-qt5-farstream.so.0 libtelepathy-qt5.so.0 libtelnet.so.2
        libtemplate_glib-1.0.so.0 libtensorpipe.so.0 libtercpp.so.0=libtercpp0v5 libtermbox.so.1 libtermkey.so.1
        libterraces.so.0 libterraces_c.so.0=libterraces0 libterralib.so.3+ libterralibpdi.so.3=libterralib3+
        libtesseract.so.5 libtevent-util.so.0=samba-libs libtevent.so.0+ libtexlua53.so.5 libtexluajit.so.2
        libtextwrap.so.1 libtfm.so.1 libthai.so.0 libtheora.so.0 libtheoradec.so.1=libtheora0
        libtheoraenc.so.1=libtheora0 libthread_db.so.1=libc6 libthrift_c_glib.so.0+ libthunarx-3.so.0
        libtic.so.6=libtinfo6 libticables2.so.8 libticalcs2.so.13 libtickit.so.3+ libticonv.so.9 libtiff.so.6
        libtiffxx.so.6 libtifiles2.so.11 libtiled.so.1 libtimezonemap.so.1 libtinfo.so.6 libtingea.so.0
        libtinyframe.so.0+ libtirpc.so.3+ libtk8.6.so=libtk8.6 libtk8.6.so.0=libtk8.6 libtkrzw.so.1+ libtlsh.so.0
        libtmglib.so.3 libtmglib64.so.3 libtokyocabinet.so.9+ libtomcrypt.so.1 libtomlplusplus.so.3+ libtommath.so.1
        libtonezone.so.2=libtonezone2.0 libtorrent.so.21+ libtotem-plparser-mini.so.18=libtotem-plparser18
        libtotem-plparser.so.18 libtotem.so.0 libtoxcore.so.2 libtpl.so.0 libtpm2_pkcs11.so.1 libtpm_unseal.so.1+
        libtpms.so.0 libtrace.so.3+ libtracecmd.so.1 libtraceevent.so.1 libtracefs.so.1 libtraildb.so.0
        libtrampoline.so.1 libtre.so.5 libtrio.so.2 libts.so.0+ libtsk.so.19+ libtsm.so.4 libtspi.so.1
        libtss2-esys.so.0=libtss2-esys-3.0.2-0+ libtss2-fapi.so.1+ libtss2-rc.so.0+ libtss2-sys.so.1+
        libtss2-tcti-cmd.so.0+ libtss2-tcti-device.so.0+ libtss2-tcti-mssim.so.0+ libtss2-tcti-pcap.so.0+
        libtss2-tcti-swtpm.so.0+ libtss2-tcti-tabrmd.so.0 libtss2-tctildr.so.0+ libttfautohint.so.1+ libtumbler-1.so.0+
        libturbojpeg.so.0 libtwin.so.0+ libtwolame.so.0 libu1db-qt5.so.3 libu2f-host.so.0 libu2f-server.so.0
        libubertooth.so.1 libubootenv.so.0=libubootenv0.1 libuchardet.so.0 libucimf.so.0 libucl.so.1 libucm.so.0=libucx0
        libucommon.so.8+ libucp.so.0=libucx0 libucs.so.0=libucx0 libucs_signal.so.0=libucx0 libuct.so.0=libucx0
        libudev.so.0 libudev.so.1 libudf.so.0+ libudfread.so.0 libudisks2.so.0 libudns.so.0+ libudport.so.2=libxgks2+
        libudt.so.0 libudunits2.so.0 libuecc.so.0 libuemf.so.0 libuev.so.3+ libufo.so.1 libufpidentity.so.1+
        libuhttpmock-0.0.so.0 libuim-custom.so.2 libuim-scm.so.0 libuim.so.8 libukwm-1.so.0+ libulockmgr.so.1=libfuse2+
        libumockdev.so.0 libunac.so.1 libunbound.so.8 libunibilium.so.4 libunicap.so.2 libunicorn.so.2+ libunilog.so.2
        libuninameslist.so.1 libuninum.so.5 libunivalue.so.0 libuno_cppu.so.3+ libuno_cppuhelpergcc3.so.3+
        libuno_purpenvhelpergcc3.so.3+ libuno_sal.so.3+ libuno_salhelpergcc3.so.3+ libunshield.so.0 libunuran.so.16+
        libunwind-coredump.so.0=libunwind8 libunwind-ptrace.so.0=libunwind8 libunwind-setjmp.so.0
        libunwind-x86_64.so.8=libunwind8 libunwind.so.8 libupb.so.0+ libupb.so.29=libgrpc29+
        libupb_handlers.so.0=libupb0+ libupb_json.so.0=libupb0+ libupb_pb.so.0=libupb0+ libupb_reflection.so.0=libupb0+
        libupower-glib.so.3 libupsclient.so.6+ libupse.so.2 liburcu-bp.so.8=liburcu8+ liburcu-cds.so.8=liburcu8+
        liburcu-common.so.8=liburcu8+ liburcu-mb.so.8=liburcu8+ liburcu-memb.so.8=liburcu8+ liburcu-qsbr.so.8=liburcu8+
        liburcu-signal.so.8=liburcu8+ liburcu.so.8+ liburfkill-glib.so.0 liburing.so.2 liburiparser.so.1 liburjtag.so.0
        libusb-0.1.so.4 libusb-1.0.so.0 libusb3380.so.0+ libusbauth-configparser.so.1 libusbguard.so.1
        libusbredirhost.so.1+ libusbredirparser.so.1+ libusecure.so.8=libucommon8+ libuser.so.1 libuserbindmount.so.0
        libusermetricsinput.so.1 libusermetricsoutput.so.1 libusrsctp.so.2 libutempter.so.0 libutf8_locale.so.0
        libutil.so.1=libc6 libuu.so.0 libuuid.so.1 libuv.so.1+ libuvc.so.0 libv4l1.so.0=libv4l-0+ libv4l2.so.0=libv4l-0+
        libv4l2rds.so.0+ libv4lconvert.so.0+ libva-drm.so.2 libva-glx.so.2 libva-wayland.so.2 libva-x11.so.2 libva.so.2
        libvala-0.56.so.0 libvaladoc-0.56.so.0 libvalapanel.so.0 libvanessa_adt.so.1 libvanessa_logger.so.0
        libvanessa_socket.so.2+ libvarnishapi.so.3 libvart-async-runner.so.2=libvart2
        libvart-buffer-object.so.2=libvart2 libvart-dpu-controller.so.2=libvart2 libvart-dpu-runner.so.2=libvart2
        libvart-dummy-runner.so.2=libvart2 libvart-mem-manager.so.2=libvart2 libvart-runner-assistant.so.2=libvart2
        libvart-runner.so.2=libvart2 libvart-trace.so.2=libvart2 libvart-util.so.2=libvart2
        libvart-xrnn-runner.so.2=libvart2 libvart-xrt-device-handle.so.2=libvart2 libvbr.so.2 libvbz_hdf_plugin.so.0+
        libvc.so.0 libvcdinfo.so.0 libvdehist.so.0=libvde0 libvdemgmt.so.0=libvde0 libvdeplug.so.2+
        libvdeplug_mod.so.2=libvdeplug2+ libvdeslirp.so.0 libvdesnmp.so.0=libvde0 libvdestack.so.0 libvdpau.so.1
        libventrilo3.so.0+ libverbiste-0.1.so.0=libverbiste-0.1-0v5 libverto-glib.so.1+ libverto-libev.so.1+
        libverto.so.1+ libvhdi.so.1 libvibgif.so.6=libncbi6+ libvigraimpex.so.11 libvips-cpp.so.42=libvips42+
        libvips.so.42+ libvirglrenderer.so.1 libvirt-admin.so.0=libvirt0 libvirt-gconfig-1.0.so.0=libvirt-glib-1.0-0
        libvirt-glib-1.0.so.0 libvirt-gobject-1.0.so.0=libvirt-glib-1.0-0 libvirt-lxc.so.0=libvirt0
        libvirt-qemu.so.0=libvirt0 libvirt.so.0 libvirtualpg.so.0+ libvisio-0.1.so.1 libvistaio.so.14 libvisual-0.4.so.0
        libvixl.so.5 libvkd3d-shader.so.1 libvkd3d-utils.so.1 libvkd3d.so.1 libvl.so.1=libvlfeat1+ libvlc.so.5
        libvlccore.so.9 libvmdk.so.1 libvmime.so.1+ libvncclient.so.1 libvncserver.so.1 libvnlog.so.0 libvo-aacenc.so.0
        libvo-amrwbenc.so.0 libvoikko.so.1 libvolpack.so.1 libvolume_key.so.1 libvorbis.so.0=libvorbis0a
        libvorbisenc.so.2 libvorbisfile.so.3 libvorbisidec.so.1 libvoro++.so.1 libvotequorum.so.8 libvpf.so.4=libogdi4.1
        libvpl.so.2 libvpoll.so.0 libvshadow.so.1+ libvslvm.so.1+ libvsqlitepp.so.3=libvsqlitepp3v5
        libvte-2.91-gtk4.so.0 libvte-2.91.so.0 libvte.so.9+ libvted-3.so.0 libvterm.so.0 libvulkan.so.1 libwacom.so.9
        libwaei.so.2+ libwaffle-1.so.0 libwandio.so.1+ libwavpack.so.1 libwayland-client++.so.1
        libwayland-client-extra++.so.1 libwayland-client-unstable++.so.1=libwayland-client++1 libwayland-client.so.0
        libwayland-cursor++.so.1 libwayland-cursor.so.0 libwayland-egl++.so.1 libwayland-egl.so.1
        libwayland-server++.so.1 libwayland-server-extra++.so.1=libwayland-server++1
        libwayland-server-unstable++.so.1=libwayland-server++1 libwayland-server.so.0 libwbclient.so.0 libwbxml2.so.1
        libwcstools.so.1+ libwdmd.so.1=libsanlock1 libweather_ion.so.7 libwebcam.so.0 libwebkit2gtk-4.1.so.0
        libwebkitgtk-6.0.so.4 libwebm.so.1 libwebp.so.7 libwebpdemux.so.2 libwebpmux.so.3 libwf-config.so.1 libwfa2.so.0
        libwfa2cpp.so.0=libwfa2-0 libwgdb.so.0 libwhereami.so.0 libwim.so.15+ libwiredtiger.so.0
        libwiredtiger_java.so.0=libwiredtiger0 libwmf-0.2.so.7 libwmflite-0.2.so.7 libwnck-3.so.0 libwnn6.so.1
        libwpd-0.10.so.10 libwpe-1.0.so.1 libwpg-0.3.so.3 libwps-0.4.so.4 libwrap.so.0 libwraster.so.6 libwreport.so.3+
        libwslay.so.1 libwv-1.2.so.4+ libwx_baseu-3.2.so.0=libwxbase3.2-1+ libwx_baseu_net-3.2.so.0=libwxbase3.2-1+
        libwx_baseu_xml-3.2.so.0=libwxbase3.2-1+ libwx_gtk3u_adv-3.2.so.0=libwxgtk3.2-1+
        libwx_gtk3u_aui-3.2.so.0=libwxgtk3.2-1+ libwx_gtk3u_core-3.2.so.0=libwxgtk3.2-1+
        libwx_gtk3u_gl-3.2.so.0=libwxgtk-gl3.2-1+ libwx_gtk3u_html-3.2.so.0=libwxgtk3.2-1+
        libwx_gtk3u_media-3.2.so.0=libwxgtk-media3.2-1+ libwx_gtk3u_propgrid-3.2.so.0=libwxgtk3.2-1+
        libwx_gtk3u_qa-3.2.so.0=libwxgtk3.2-1+ libwx_gtk3u_ribbon-3.2.so.0=libwxgtk3.2-1+
        libwx_gtk3u_richtext-3.2.so.0=libwxgtk3.2-1+ libwx_gtk3u_stc-3.2.so.0=libwxgtk3.2-1+
        libwx_gtk3u_webview-3.2.so.0=libwxgtk-webview3.2-1+ libwx_gtk3u_xrc-3.2.so.0=libwxgtk3.2-1+ libwxsmithlib.so.0+
        libwxsqlite3-3.2.so.0+ libwxsvg.so.3+ libx264.so.164 libx52pro.so.0 libx86.so.1 libx86emu.so.3
        libxalan-c.so.112+ libxalanMsg.so.112=libxalan-c112+ libxapian.so.30 libxatracker.so.2 libxc.so.9
        libxcb-composite.so.0 libxcb-cursor.so.0 libxcb-damage.so.0 libxcb-dpms.so.0 libxcb-dri2.so.0 libxcb-dri3.so.0
        libxcb-ewmh.so.2 libxcb-glx.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-imdkit.so.1 libxcb-keysyms.so.1
        libxcb-present.so.0 libxcb-randr.so.0 libxcb-record.so.0 libxcb-render-util.so.0 libxcb-render.so.0
        libxcb-res.so.0 libxcb-screensaver.so.0 libxcb-shape.so.0 libxcb-shm.so.0 libxcb-sync.so.1 libxcb-util.so.1
        libxcb-xf86dri.so.0 libxcb-xfixes.so.0 libxcb-xinerama.so.0 libxcb-xinput.so.0 libxcb-xkb.so.1 libxcb-xrm.so.0
        libxcb-xtest.so.0 libxcb-xv.so.0 libxcb-xvmc.so.0 libxcb.so.1 libxcf03.so.9=libxc9 libxcf90.so.9=libxc9
        libxcvt.so.0 libxdelta.so.2+ libxdf.so.0 libxdffileio.so.0 libxdg-basedir.so.1 libxdo.so.3 libxdot.so.4
        libxdp.so.1 libxdp_core.so.2=libxrt1 libxeddsa.so.2+ libxencall.so.1 libxendevicemodel.so.1 libxenevtchn.so.1
        libxenforeignmemory.so.1 libxengnttab.so.1 libxenhypfs.so.1 libxenstore.so.4 libxentoolcore.so.1
        libxentoollog.so.1 libxerces-c-3.2.so=libxerces-c3.2+ libxfce4kbd-private-3.so.0=libxfce4ui-2-0
        libxfce4panel-2.0.so.4 libxfce4ui-2.so.0 libxfce4util.so.7 libxfconf-0.so.3 libxgks-gfortran.so.2=libxgks2+
        libxilinxopencl.so.2=libxrt1 libxine.so.2=libxine2-bin libxir.so.2 libxkbcommon-x11.so.0 libxkbcommon.so.0
        libxkbfile.so.1 libxkbregistry.so.0 libxklavier.so.16 libxma2api.so.2=libxrt1 libxma2plugin.so.2=libxrt1
        libxmi.so.0=libplot2c2 libxml++-2.6.so.2=libxml++2.6-2v5 libxml2.so.2=libxml2 libxmlb.so.2 libxmlbird.so.1+
        libxmlrpc-epi.so.0+ libxmlrpc.so.3=libxmlrpc-core-c3+ libxmlrpc_abyss.so.3=libxmlrpc-core-c3+
        libxmlrpc_client.so.3=libxmlrpc-core-c3+ libxmlrpc_server.so.3=libxmlrpc-core-c3+
        libxmlrpc_server_abyss.so.3=libxmlrpc-core-c3+ libxmlrpc_server_cgi.so.3=libxmlrpc-core-c3+
        libxmlrpc_util.so.3=libxmlrpc-core-c3+ libxmlrpc_xmlparse.so.3=libxmlrpc-core-c3+
        libxmlrpc_xmltok.so.3=libxmlrpc-core-c3+ libxmlsec1.so.1=libxmlsec1+ libxmp.so.4 libxmpi.so.4
        libxnconfig.so.20=libxneur libxnee.so.0+ libxneur.so.20=libxneur libxosd.so.2 libxpa.so.1 libxrl.so.11
        libxrt++.so.2=libxrt1 libxrt_core.so.2=libxrt1 libxrt_coreutil.so.2=libxrt1 libxrt_hwemu.so.2=libxrt1
        libxrt_noop.so.2=libxrt1 libxrt_swemu.so.2=libxrt1 libxshmfence.so.1 libxslt.so.1=libxslt1.1 libxtables.so.12
        libxtb.so.6 libxtrx.so.0 libxtrxdsp.so.0 libxtrxll.so.0+ libxtrxll_libusb3380.so.0=libxtrxll0+
        libxtrxll_pcie.so.0=libxtrxll0+ libxvidcore.so.4 libxwiimote.so.2+ libxxhash.so.0 libyajl.so.2 libyaml-0.so.2
        libyangrpc.so.2+ libyascreen.so.0 libyaz.so.5 libyaz_icu.so.5=libyaz5 libyaz_server.so.5=libyaz5 libyelp.so.0
        libykclient.so.3 libykcs11.so.2=ykcs11 libykpers-1.so.1 libykpiv.so.2 libytnef.so.0 libyubikey.so.0
        libyumaagt.so.2=libyuma2+ libyumamgr.so.2=libyuma2+ libyumancx.so.2=libyuma2+ libyuv.so.0 libz.so.1=zlib1g
        libz3.so.4 libz80ex.so.1 libz80ex_dasm.so.1=libz80ex1 libzADC.so.4 libzFORp.so.1=libzfp1+ libzbar.so.0+
        libzbargtk.so.0+ libzbarqt.so.0+ libzbd.so.2+ libzc.so.6 libzck.so.1 libze_loader.so.1=libze1
        libze_tracing_layer.so.1=libze1 libze_validation_layer.so.1=libze1 libzeitgeist-2.0.so.0 libzephyr.so.4
        libzerg.so.0 libzfp.so.1+ libzhuyin.so.15 libzimg.so.2 libzinnia.so.0 libzipios.so.0=libzipios++0v5
        libzita-alsa-pcmi.so.0+ libzita-convolver.so.4 libzita-resampler.so.1 libzmat.so.1 libzmf-0.0.so.0 libzmq.so.5
        libzn_poly-0.9.2.so=libzn-poly-0.9 libzn_poly-0.9.so=libzn-poly-0.9 libznz.so.3 libzookeeper_mt.so.2
        libzookeeper_st.so.2 libzopfli.so.1 libzopflipng.so.1=libzopfli1 libzscanner.so.4+ libzsolve.so.0=lib4ti2-0+
        libzstd-jni.so.1 libzstd.so.1 libzt.so.1 libzvbi-chains.so.0=libzvbi0+ libzvbi.so.0+ libzxcvbn.so.0
        libzzip-0.so.10=libzzip-0-13+ libzzip-0.so.11=libzzip-0-13+ libzzip-0.so.12=libzzip-0-13+ libzzip-0.so.13+
        libzzipfseeko-0.so.10=libzzip-0-13+ libzzipfseeko-0.so.11=libzzip-0-13+ libzzipfseeko-0.so.12=libzzip-0-13+
        libzzipfseeko-0.so.13=libzzip-0-13+ libzzipmmapped-0.so.10=libzzip-0-13+ libzzipmmapped-0.so.11=libzzip-0-13+
        libzzipmmapped-0.so.12=libzzip-0-13+ libzzipmmapped-0.so.13=libzzip-0-13+ libzzipwrap-0.so.13=libzzip-0-13+
        """
}
